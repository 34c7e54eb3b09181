/** The languages that buyers are told of hours in. */
export type Language = 'zh' | 'en';

/** The same in each of them. */
export type InLanguages = Readonly<Record<Language, string>>;
