const pattern = /^([01][0-9]|2[0-3]):([0-5][0-9])$/;

/** Minutes from midnight of `HH:mm`, 00:00 to 23:59; undefined for anything else, blanks and full-width digits included (SCH-7, RES-54). */
export function parseTime(text: string): number | undefined {
  const match = pattern.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}

/** As parseTime, but an end may also be 24:00. */
export const parseEnd = (text: string): number | undefined => (text === '24:00' ? 1_440 : parseTime(text));

const two = (value: number): string => String(value).padStart(2, '0');

/** `HH:mm` of minutes from midnight, 0 to 1440. */
export const formatTime = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
