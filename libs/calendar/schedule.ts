/** Minutes from local midnight: start 0–1439, end 0–1440. An end before the start runs past midnight and belongs to its start date (SCH-8). */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

/** Seven lists of windows, Monday first; a day without windows is closed (SCH-5). */
export type Weekly = readonly (readonly TimeWindow[])[];

/** One saved version of the hours, in force from `effectiveFrom` (SCH-11). `weekly` null = no limit (SCH-10). */
export interface ScheduleVersion {
  readonly version: number;
  readonly effectiveFrom: Date;
  readonly weekly: Weekly | null;
}

/** The shop's switch that closes it whatever the hours (SCH-28); `to` null = until it is taken back. */
export interface HolidayMode {
  readonly from: Date;
  readonly to: Date | null;
}

/** Everything the reception of one shop depends on. */
export interface ReceptionRules {
  readonly zone: string;
  readonly versions: readonly ScheduleVersion[];
  readonly holidayMode: HolidayMode | null;
}
