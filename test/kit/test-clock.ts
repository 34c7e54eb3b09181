import { renameSync, writeFileSync } from 'node:fs';

/** Where the business clock of a system stands: still at an instant, or running with a shift. */
export type ClockSetting = { readonly at: string } | { readonly offsetMs: number };

/** Moves the clock of all processes that follow `file`; they see it within 100 ms. Renamed into place, so that nobody reads half a setting. */
export function setClockFile(file: string, setting: ClockSetting): void {
  writeFileSync(`${file}.draft`, JSON.stringify(setting));
  renameSync(`${file}.draft`, file);
}
