import { z } from 'zod';

interface RetentionSetting {
  readonly keeps: string;
  readonly days: number;
  readonly minimum: number;
}

/** How long what grows is kept, in days: one setting each, with its default and the least that is safe. */
export const retentionSettings = {
  JIEDAI_KEEP_COMMAND_RESULTS_DAYS: {
    keeps: 'results of commands by their commandId; a commandId that is used again later counts as new',
    days: 7,
    minimum: 7,
  },
  JIEDAI_KEEP_DECISIONS_DAYS: { keeps: "routing's decisions about sessions that are closed", days: 90, minimum: 1 },
  JIEDAI_KEEP_ASSIGNMENTS_DAYS: { keeps: 'assignments of sessions that are closed', days: 90, minimum: 1 },
  JIEDAI_KEEP_TOMBSTONES_DAYS: {
    keeps: 'marks of sessions that closed before their start was heard, and of erased buyers; longer than Kafka keeps a fact (7 days)',
    days: 30,
    minimum: 8,
  },
  JIEDAI_KEEP_PARKED_DAYS: { keeps: 'parked events that were applied later', days: 30, minimum: 1 },
  JIEDAI_KEEP_OUTBOX_DAYS: {
    keeps: 'published events in the outbox, from which lost ones are published again; snapshots are kept for ever',
    days: 8,
    minimum: 8,
  },
  JIEDAI_KEEP_LOGINS_DAYS: { keeps: 'when agents logged in and out, by which their punctuality is told', days: 400, minimum: 31 },
  JIEDAI_KEEP_METRICS_LOG_DAYS: {
    keeps: "metrics' log of events; older figures stay, but cannot be computed again",
    days: 400,
    minimum: 8,
  },
  JIEDAI_KEEP_ALERTS_DAYS: { keeps: 'alerts that are over, and what was delivered of them', days: 400, minimum: 30 },
} as const satisfies Record<`JIEDAI_KEEP_${string}_DAYS`, RetentionSetting>;

export type RetentionName = keyof typeof retentionSettings;

export type KeepDays = Readonly<Record<RetentionName, number>>;

export const retentionNames = Object.keys(retentionSettings) as RetentionName[];

/** What a service reads of it from its environment. */
export const retentionEnv = z.object(
  Object.fromEntries(
    retentionNames.map((name) => {
      const { minimum, days } = retentionSettings[name];
      return [name, z.coerce.number().int().min(minimum, `whole days, at least ${minimum}`).default(days)];
    }),
  ) as Record<RetentionName, z.ZodDefault<z.ZodCoercedNumber>>,
);
