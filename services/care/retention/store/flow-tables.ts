import { flag, instant, integer, json, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { FlowStep } from '../domain/flow';
import type { FlowEnd } from '../domain/flow-run';

/** Versions of a shop's flow; they never change. */
export const flowTable = table('retention_flow', {
  shopId: uuid().key(),
  version: integer().key(),
  enabled: flag().fixed(),
  steps: json<readonly FlowStep[]>().fixed(),
  abandonAfterDays: integer().fixed(),
  savedAt: instant().fixed(),
  savedBy: uuid().null().fixed(),
});

/** A customer's flow, once for ever: which version, which step comes next, how it ended. */
export const flowRunTable = table(
  'flow_run',
  {
    buyerId: uuid().key(),
    shopId: uuid().fixed(),
    flowVersion: integer().fixed(),
    firstPaidAt: instant().fixed(),
    nextStep: integer(),
    outcome: text<FlowEnd>().null(),
    endedAt: instant().null(),
  },
  { indices: [{ name: 'flow_run_by_version', fields: ['shopId', 'flowVersion', 'nextStep', 'outcome'] }] },
);

/** What was done at each step, once per customer and step. */
export const flowStepTable = table(
  'flow_step',
  {
    buyerId: uuid().key(),
    step: integer().key(),
    shopId: uuid().fixed(),
    flowVersion: integer().fixed(),
    at: instant().fixed(),
    outreachId: uuid().null().fixed(),
    skipped: text().null().fixed(),
  },
  { indices: [{ name: 'flow_step_by_version', fields: ['shopId', 'flowVersion', 'step', 'skipped'] }] },
);

export type FlowRunRow = RowOf<typeof flowRunTable>;
export type FlowStepRow = RowOf<typeof flowStepTable>;
export type FlowRow = RowOf<typeof flowTable>;
