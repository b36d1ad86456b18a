/** The same keys in another language, which may add plural forms that the first language does not have. */
export type Translated<T> = { [Key in keyof T]: T[Key] extends string ? string : Translated<T[Key]> } & Record<
  string,
  unknown
>;
