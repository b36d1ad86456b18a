/** The same keys in Russian, with the plural forms that English does not have. Without them i18next shows the key. */
export type Translated<T> = { [Key in keyof T]: T[Key] extends string ? string : Translated<T[Key]> } & {
  [Key in keyof T as Key extends `${infer Name}_one` ? `${Name}_few` | `${Name}_many` : never]: string;
} & Record<string, unknown>;
