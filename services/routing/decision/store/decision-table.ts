import { bigint, instant, integer, smallint, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { Place } from '../../queue/domain/waiting-entry';

export type OutcomeName = 'BOT' | 'OFFERED' | 'ASSIGNED' | 'QUEUED' | 'LEFT_MESSAGE';

/** Every decision with what it saw (INV-4); never changed. `inputs` and `candidates` are a `DecisionRecord`. */
export const decisionTable = table(
  'decision',
  {
    shopId: uuid().key(),
    sessionId: uuid().key(),
    revision: integer().key(),
    id: uuid(),
    shopVersion: bigint(),
    outcome: text<OutcomeName>(),
    agentId: uuid().null(),
    place: text<Place>().null(),
    cause: text(),
    rule: text(),
    pool: text(),
    band: smallint(),
    enqueuedAt: instant().null(),
    decidedAt: instant(),
    settingsVersion: bigint().null(),
    scheduleVersion: integer().null(),
    causeId: text().null(),
    inputs: text(),
    candidates: text(),
    /** Who did it by hand, and what was noted. */
    byId: uuid().null().added('ByHand1773000400000'),
    note: text().null().added('ByHand1773000400000'),
  },
  {
    indices: [
      { name: 'decision_of_agent', fields: ['shopId', 'agentId', 'sessionId', 'revision'], where: 'agent_id IS NOT NULL' },
      { name: 'decision_by_rule', fields: ['shopId', 'rule', 'cause', 'outcome', 'sessionId', 'revision'] },
      { name: 'decision_decided', fields: ['shopId', 'decidedAt'] },
    ],
  },
);

export type DecisionRow = RowOf<typeof decisionTable>;
