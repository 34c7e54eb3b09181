import { addDays, minuteOfDay, toInstant, toLocal } from '#libs/calendar/index';
import { skipReason, type SkipReason } from '../../outreach/domain/outreach';
import type { Flow, FlowStep } from './flow';

/** How a customer's flow ended: a purchase, all steps without one, or the shop switched it off. */
export type FlowEnd = 'CONVERTED' | 'ABANDONED' | 'STOPPED';

/** Where a customer stands: which step comes next. */
export interface FlowRun {
  readonly firstPaidAt: Date;
  readonly nextStep: number;
  readonly outcome: FlowEnd | null;
}

/** What decides a step. */
export interface FlowFacts {
  readonly flow: Flow;
  /** Whether the shop's newest version is on. */
  readonly isOn: boolean;
  readonly timeZone: string;
  readonly hasBoughtAgain: boolean;
  readonly customer: { readonly media: readonly string[]; readonly sentLately: number };
}

export type FlowDecision =
  | { readonly kind: 'END'; readonly end: FlowEnd }
  | { readonly kind: 'STEP'; readonly step: FlowStep; readonly skipped: SkipReason | null; readonly dueAt: Date }
  | { readonly kind: 'WAIT'; readonly dueAt: Date };

/** When a step is due, that behind the last one being the end: at the local time of the purchase, so many calendar days later (CARE-1 to CARE-3). */
export function stepDueAt({ steps, abandonAfterDays }: Flow, index: number, firstPaidAt: Date, timeZone: string): Date {
  const delays = [...steps.map(({ afterDays }) => afterDays), abandonAfterDays];
  const days = delays.slice(0, index + 1).reduce((sum, each) => sum + each, 0);
  return toInstant(timeZone, addDays(toLocal(timeZone, firstPaidAt).date, days), minuteOfDay(timeZone, firstPaidAt));
}

/** What becomes of a customer's flow now. A step whose successor is due too is left out: nobody gets two at once after a standstill. */
export function decideFlow(run: FlowRun, facts: FlowFacts, now: Date): FlowDecision {
  const { flow, isOn, timeZone, hasBoughtAgain, customer } = facts;
  if (hasBoughtAgain) return { kind: 'END', end: 'CONVERTED' };
  if (!isOn) return { kind: 'END', end: 'STOPPED' };
  const dueAt = stepDueAt(flow, run.nextStep, run.firstPaidAt, timeZone);
  if (now < dueAt) return { kind: 'WAIT', dueAt };
  const step = flow.steps[run.nextStep];
  if (!step) return { kind: 'END', end: 'ABANDONED' };
  const nextDueAt = stepDueAt(flow, run.nextStep + 1, run.firstPaidAt, timeZone);
  return { kind: 'STEP', step, skipped: nextDueAt <= now ? 'LATE' : skipReason(step.medium, customer), dueAt: nextDueAt };
}
