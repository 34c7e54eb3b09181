export const minuteMs = 60_000;
export const dayMs = 1_440 * minuteMs;
export const weekMs = 7 * dayMs;
export const minutesPerDay = 1_440;
