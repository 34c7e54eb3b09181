import type { OpenInterval } from '#libs/calendar/index';
import type { ShiftPage } from '../app/read-roster';
import type { Coverage, CoverageSlot, Shortage } from '../domain/coverage';
import type { Shift } from '../domain/shift';
import type { PlannedShift, Unfilled } from '../domain/shift-plan';
import type { ShiftTemplate } from '../store/roster-tables';

export type ShiftTemplateParent = ShiftTemplate;
export type ShiftParent = Shift;
export type ShiftPageParent = ShiftPage;
export type CoverageParent = Coverage;
export type CoverageSlotParent = CoverageSlot;
export type ShortageParent = Shortage;
export type TimeParent = OpenInterval;
export type PlannedShiftParent = PlannedShift;
export type UnfilledParent = Unfilled;
