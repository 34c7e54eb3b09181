import type { Tx } from '#libs/platform/database/database';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Outcome } from '../domain/outcome';
import { bandNumber } from '../../queue/store/waiting-table';
import { decisionTable, type DecisionRow, type OutcomeName } from './decision-table';

/** An outcome with the id it gets when it is written. */
export interface Decided {
  readonly id: string;
  readonly shopId: string;
  readonly outcome: Outcome;
}

const names: Readonly<Record<Outcome['route']['outcome'], OutcomeName>> = {
  assigned: 'ASSIGNED',
  'to-bot': 'BOT',
  queued: 'QUEUED',
  'left-message': 'LEFT_MESSAGE',
};

const insert = insertRows(decisionTable, { name: 'routing-save-decisions' });

/** Writes a flight's decisions; they never change afterwards. */
export function saveDecisions(tx: Tx, decided: readonly Decided[]): void {
  if (decided.length > 0) tx.send(insert, [jsonRows(decided.map(decisionRow))]);
}

export function decisionRow({ id, shopId, outcome }: Decided): DecisionRow {
  const { sessionId, revision, shopVersion, route, record, pool, band, enqueuedAt, decidedAt } = outcome;
  return {
    shopId,
    sessionId,
    revision,
    id,
    shopVersion,
    outcome: outcome.offer === null ? names[route.outcome] : 'OFFERED',
    agentId: route.outcome === 'assigned' ? route.agentId : null,
    place: route.outcome === 'left-message' ? route.place : null,
    cause: route.cause,
    rule: route.rule,
    pool,
    band: bandNumber(band),
    enqueuedAt,
    decidedAt,
    settingsVersion: outcome.settingsVersion,
    scheduleVersion: outcome.scheduleVersion,
    causeId: outcome.trigger.causeId,
    byId: outcome.byHand?.by ?? null,
    note: outcome.byHand?.note ?? null,
    ...record,
  };
}
