import type { Band, Place, SessionFacts, WaitingEntry, WaitingKind } from '../domain/waiting';

export interface WaitingRow {
  readonly shop_id: string;
  readonly session_id: string;
  readonly kind: WaitingKind;
  readonly place: Place | null;
  readonly pool: string;
  readonly band: number;
  readonly enqueued_at: Date;
  readonly opened_at: Date;
  readonly revision: number;
  readonly facts: SessionFacts;
}

const bands: readonly Band[] = ['PRIORITY', 'NORMAL'];

/** The band as the index orders it. */
export const bandNumber = (band: Band): number => bands.indexOf(band);

export const entryOf = (row: WaitingRow): WaitingEntry => ({
  sessionId: row.session_id,
  kind: row.kind,
  place: row.place,
  pool: row.pool,
  band: bands[row.band] ?? 'NORMAL',
  enqueuedAt: row.enqueued_at,
  openedAt: row.opened_at,
  revision: row.revision,
  facts: row.facts,
});
