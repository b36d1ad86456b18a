/** The same keys in another language; plural forms that the first language does not have may be added. */
export type Translated<T> = { [Key in keyof T]: T[Key] extends string ? string : Translated<T[Key]> } & Record<
  string,
  unknown
>;
