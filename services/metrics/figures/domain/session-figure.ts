import { date, flag, instant, integer, json, smallint, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { Added } from './tally';

/**
 * What a session's figure is, raised by whoever changes what `projectSession` computes: figures of an older version are computed again in the background.
 * A negative version in the table marks a figure that stays as that version computed it, because its facts are no longer in the log; 0 one that is to be
 * computed again though the projection is the same, because what held in the shop has turned out to be something else.
 */
export const projectionVersion = 3;

const rollups = 'SessionFigureAdds1796000100000';

/** One session as metrics counts it, a pure function of its facts; every instant was set by the service that owns the fact. Every column is declared here. */
export const sessionFigureTable = table(
  'session_figure',
  {
    sessionId: uuid().key(),
    shopId: uuid(),
    buyerId: uuid(),
    /** BUYER or SHOP, or what a newer session service says. */
    initiator: text(),
    /** Whether the buyer was blocked at the opening; what happens to the buyer later changes nothing (RES-69). */
    buyerBlocked: flag().default('false'),
    /** The date of the opening in the shop's zone, YYYY-MM-DD (MET-10). */
    businessDate: date(),
    openedAt: instant(),
    /** When the 24-hour clock started: the opening (MET-2) or the follow-up to an FAQ answer (MET-6); null when only FAQ questions were asked (MET-5). */
    dutyAt: instant().null(),
    /** The first human reply after the duty began (MET-4). */
    repliedAt: instant().null(),
    /** The agent the session is credited to (MET-11); null for the shop only. */
    creditedAgentId: uuid().null(),
    closedAt: instant().null(),
    projectionVersion: integer().default("'1'"),
    halfHour: smallint().added(rollups),
    channel: text().added(rollups),
    pool: text().added(rollups),
    orderStatus: text().added(rollups),
    entryPoint: text().added(rollups),
    /** What it adds to the sums, which is taken away again when it changes; null where nothing was added yet. */
    added: json<Pick<Added, 'shop' | 'agents'>>().added(rollups),
    /** From when on it adds something else though nothing happens (MET-9). */
    changesAt: instant().added(rollups),
    /** The group whose it was last; null in what an older projection computed. */
    groupId: text().added('GroupOfFigures1798600000000'),
  },
  {
    indices: [
      { name: 'session_figure_by_date_and_id', fields: ['shopId', 'businessDate', 'sessionId'] },
      { name: 'session_figure_by_projection', fields: ['projectionVersion', 'shopId', 'sessionId'] },
      { name: 'session_figure_by_change', fields: ['shopId', 'changesAt'], where: 'changes_at IS NOT NULL' },
      { name: 'session_figure_by_buyer', fields: ['buyerId'] },
    ],
  },
);

export type SessionFigure = RowOf<typeof sessionFigureTable>;
