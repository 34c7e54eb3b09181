import { toLocal, type LocalDate } from './local-time';

const two = (part: number): string => String(part).padStart(2, '0');

/** A date as YYYY-MM-DD. */
export const dateText = ({ year, month, day }: LocalDate): string => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

/** The date that clocks in the zone show, as YYYY-MM-DD: what a day's counts and figures belong to. */
export const businessDateAt = (at: Date, zone: string): string => dateText(toLocal(zone, at).date);
