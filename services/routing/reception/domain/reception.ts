import {
  closedPeriodStart,
  evaluate,
  nextChange,
  receptionHoursText,
  versionInForce,
  type ReceptionRules,
  type ScheduleVersion,
} from '#libs/calendar/index';
import type { Gate } from './gate';
import type { Settings } from '../../copies/domain/settings';

/** Every version of the shop's hours that was saved, planned ones included. */
export type Reception = readonly ScheduleVersion[];

/** Whether the shop receives at an instant, until when, and what buyers are told while it does not. */
export function receptionAt(settings: Settings, versions: Reception, at: Date): Omit<Gate, 'at'> {
  const rules: ReceptionRules = { zone: settings.timeZone, versions, holidayMode: settings.holidayMode };
  const { open, version } = evaluate(rules, at);
  const until = nextChange(rules, at);
  const hours = open ? null : receptionHoursText(versionInForce(versions, at)?.weekly ?? null);
  return {
    open,
    scheduleVersion: version,
    until,
    closedSince: open ? null : closedPeriodStart(rules, at),
    nextOpeningAt: open ? null : until,
    hours,
  };
}
