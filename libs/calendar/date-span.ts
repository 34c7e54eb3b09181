import type { DateSpan } from './schedule';

/** Whether a date YYYY-MM-DD is one of the span's; its first and its last are. */
export const includes = ({ from, to }: DateSpan, date: string): boolean => from <= date && date <= to;
