export const languages = ['ZH_CN', 'EN'] as const;
export const sendKeys = ['ENTER', 'CTRL_ENTER'] as const;

/** How somebody likes the screen. */
export interface Preferences {
  readonly language: (typeof languages)[number];
  readonly sounds: boolean;
  readonly sendKey: (typeof sendKeys)[number];
  /** Whether new messages bring a notice (SES-18). */
  readonly notify: boolean;
}

/** Until somebody says otherwise. */
export const usualPreferences: Preferences = { language: 'ZH_CN', sounds: true, sendKey: 'ENTER', notify: true };

/** Absent and null both mean "unchanged" (RES-84). */
export type PreferencesChange = { readonly [F in keyof Preferences]?: Preferences[F] | null | undefined };

export const changePreferences = (preferences: Preferences, change: PreferencesChange): Preferences => ({
  language: change.language ?? preferences.language,
  sounds: change.sounds ?? preferences.sounds,
  sendKey: change.sendKey ?? preferences.sendKey,
  notify: change.notify ?? preferences.notify,
});
