import type { Agent, Presence } from '../../presence/domain/agent';
import type { DecisionRecord } from './decision-record';
import type { Route } from './route';
import type { Band } from '../../queue/domain/waiting';

/** What started a change: the event or command, for `causeId`, and its trace. */
export interface Cause {
  readonly id: string | null;
  readonly traceparent: string | null;
  readonly accountId: string | null;
}

/** When the doors open again, for the closed notice (SCH-15, SCH-18): one `period` gets one notice. */
export interface ClosedNotice {
  readonly period: string;
  readonly nextOpeningAt: Date | null;
  readonly hours: string | null;
}

/** One decision and its effect: a row of the decision table and a fact of `session-routed`. */
export interface Outcome {
  readonly sessionId: string;
  readonly revision: number;
  /** The shop's version it was decided under; greater than that of every status change before it. */
  readonly shopVersion: number;
  readonly route: Route;
  readonly record: DecisionRecord;
  readonly pool: string;
  readonly band: Band;
  readonly enqueuedAt: Date | null;
  readonly decidedAt: Date;
  readonly waitedMs: number;
  readonly settingsVersion: number | null;
  readonly scheduleVersion: number | null;
  readonly cause: Cause;
  /** The agent's after an assignment. */
  readonly load: number;
  readonly capacity: number | null;
  /** Of left messages only. */
  readonly notice: ClosedNotice | null;
}

/** A change of presence or capacity: a fact of `agent-status-changed`. */
export interface StatusChange {
  readonly shopVersion: number;
  readonly change:
    | { readonly type: 'presence'; readonly from: Presence; readonly to: Presence; readonly previousSince: Date | null }
    | { readonly type: 'capacity'; readonly from: number | null; readonly to: number | null };
  readonly since: Date;
  readonly status: Pick<Agent, 'id' | 'presence' | 'maxCapacity' | 'load' | 'held'> & { readonly autoSuspended: boolean };
  readonly reason: string | null;
  readonly device: string | null;
  readonly cause: Cause;
}
