/** The two languages the product speaks; the same tags as in a person's settings. */
export type Locale = 'zh-CN' | 'en'

/** Words in both languages. Chinese gives the shape; a missing or surplus English entry does not compile. */
export type Messages<T> = { readonly zh: T; readonly en: T }

/** Declares a room's words: plain text, or functions of what the sentence mentions. */
export function messages<T>(both: { readonly zh: T; readonly en: NoInfer<T> }): Messages<T> {
  return both
}

export function inLocale<T>(both: Messages<T>, locale: Locale): T {
  return locale === 'en' ? both.en : both.zh
}
