interface Window {
  readonly start: string;
  readonly end: string;
}

/** "09:00-12:00 13:30-18:00". */
export const windowsText = (windows: readonly Window[]): string => windows.map(({ start, end }) => `${start}-${end}`).join(' ');

/** The same back from what somebody typed; what is no window is handed on as it is, so that the server says what is wrong. */
export const typedWindows = (text: string): Window[] =>
  text
    .split(/[\s,,、;]+/)
    .filter((part) => part !== '')
    .map((part) => {
      const [start = '', end = ''] = part.split(/[-–~—]/);
      return { start, end };
    });
