import { instant, integer, json, smallint, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { Band, Place, SessionFacts, WaitingEntry, WaitingKind } from '../domain/waiting-entry';

/** Buyers who wait: in the queue, as left messages, or for their shop's first snapshot. */
export const waitingTable = table(
  'waiting',
  {
    shopId: uuid().key(),
    sessionId: uuid().key(),
    kind: text<WaitingKind>(),
    place: text<Place>().null(),
    pool: text(),
    /** As the index orders it: 0 before 1. */
    band: smallint(),
    enqueuedAt: instant(),
    openedAt: instant().fixed(),
    revision: integer(),
    facts: json<SessionFacts>(),
  },
  {
    indices: [
      {
        name: 'waiting_queue',
        fields: ['shopId', 'pool', 'band', 'enqueuedAt', 'openedAt', 'sessionId'],
        where: `kind = 'QUEUED'`,
      },
      { name: 'waiting_messages', fields: ['shopId', 'kind', 'pool', 'openedAt', 'sessionId'], where: `kind <> 'QUEUED'` },
    ],
    checks: [{ name: 'waiting_kind', expression: `kind IN ('QUEUED', 'LEFT_MESSAGE', 'PENDING')` }],
  },
);

export type WaitingRow = RowOf<typeof waitingTable>;

const bands: readonly Band[] = ['PRIORITY', 'NORMAL'];

export const bandNumber = (band: Band): number => bands.indexOf(band);

export const waitingRow = (shopId: string, entry: WaitingEntry): WaitingRow => ({ ...entry, shopId, band: bandNumber(entry.band) });

export const entryOf = ({ shopId: _shopId, band, ...flat }: WaitingRow): WaitingEntry => ({ ...flat, band: bands[band] ?? 'NORMAL' });
