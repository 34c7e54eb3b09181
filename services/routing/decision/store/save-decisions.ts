import type { Statement, Tx } from '#libs/platform/database/database';
import { instantText } from '../../flight/store/instant-text';
import type { Outcome } from '../domain/outcome';
import { bandNumber } from '../../queue/store/waiting-rows';

/** An outcome with the id it gets when it is written. */
export interface Decided {
  readonly id: string;
  readonly shopId: string;
  readonly outcome: Outcome;
}

export type OutcomeName = 'ASSIGNED' | 'QUEUED' | 'LEFT_MESSAGE';

const names: Readonly<Record<Outcome['route']['outcome'], OutcomeName>> = {
  assigned: 'ASSIGNED',
  queued: 'QUEUED',
  'left-message': 'LEFT_MESSAGE',
};

export const outcomeName = ({ route }: Outcome): OutcomeName => names[route.outcome];

const insert: Statement = {
  name: 'routing-save-decisions',
  text: `INSERT INTO decision (shop_id, session_id, revision, id, shop_version, outcome, agent_id, place, cause, rule, pool, band, enqueued_at, decided_at,
      settings_version, schedule_version, cause_id, inputs, candidates)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::bigint[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::text[],
      $11::text[], $12::smallint[], $13::timestamptz[], $14::timestamptz[], $15::bigint[], $16::int[], $17::text[], $18::text[], $19::text[])`,
};

/** Writes a flight's decisions; they never change afterwards. */
export function saveDecisions(tx: Tx, rows: readonly Decided[]): void {
  if (rows.length === 0) return;
  const column = <V>(of: (outcome: Outcome) => V): V[] => rows.map(({ outcome }) => of(outcome));
  tx.send(insert, [
    rows.map(({ shopId }) => shopId),
    column((outcome) => outcome.sessionId),
    column((outcome) => outcome.revision),
    rows.map(({ id }) => id),
    column((outcome) => outcome.shopVersion),
    column(outcomeName),
    column(({ route }) => (route.outcome === 'assigned' ? route.agentId : null)),
    column(({ route }) => (route.outcome === 'left-message' ? route.place : null)),
    column(({ route }) => route.cause),
    column(({ route }) => route.rule),
    column((outcome) => outcome.pool),
    column((outcome) => bandNumber(outcome.band)),
    column((outcome) => instantText(outcome.enqueuedAt)),
    column((outcome) => instantText(outcome.decidedAt)),
    column((outcome) => outcome.settingsVersion),
    column((outcome) => outcome.scheduleVersion),
    column(({ cause }) => cause.id),
    column(({ record }) => record.inputs),
    column(({ record }) => record.candidates),
  ]);
}
