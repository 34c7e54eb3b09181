import type { ResolvedDay } from '#libs/calendar/index';
import type { ReceptionAnswer } from '../app/read-reception';
import type { DayDifference } from '../domain/compare-days';

export type ReceptionParent = ReceptionAnswer;
export type DayParent = ResolvedDay;
export type DifferenceParent = DayDifference;
