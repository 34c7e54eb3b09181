import type { OpenInterval } from '#libs/calendar/index';
import type { ShiftPage } from '../app/read-roster';
import type { Coverage, CoverageSlot } from '../domain/coverage';
import type { TimedShift } from '../domain/on-shift';
import type { Shift } from '../domain/shift';
import type { PlannedShift, Unfilled } from '../domain/shift-plan';
import type { ShiftTemplate } from '../store/roster-tables';

export type ShiftTemplateParent = ShiftTemplate;
export type ShiftParent = Shift;
export type ShiftPageParent = ShiftPage;
export type CoverageParent = Coverage;
export type CoverageSlotParent = CoverageSlot;
export type TimeParent = OpenInterval;
export type TimedShiftParent = TimedShift;
export type PlannedShiftParent = PlannedShift;
export type UnfilledParent = Unfilled;
