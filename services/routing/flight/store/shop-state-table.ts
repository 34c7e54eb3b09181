import { bigint, flag, instant, integer, json, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { PoolCount } from '../../queue/domain/pools';
import type { GroupHoursRow } from '../../reception/domain/group-hours';

/** The row every flight locks first: the version its copies must have, how many wait, what the sweeper looks for, and the reception state as last seen. */
export const shopStateTable = table(
  'shop_state',
  {
    id: uuid().key(),
    version: bigint().default(`'0'`),
    assignmentNo: bigint().default(`'0'`),
    nextAgentNo: integer().default(`'0'`),
    receptionOpen: flag().default('true'),
    receptionUntil: instant().null(),
    openSince: instant().null(),
    /** Of groups that have hours of their own: null without any. */
    groupHours: json<GroupHoursRow>().null().added('GroupHours1795832400000'),
    /** Of pools in which somebody waits. */
    pools: json<Readonly<Record<string, PoolCount>>>().default(`'{}'`),
    pendingCount: integer().default(`'0'`),
    sweepDue: flag().default('false'),
    /** How many offers are not answered yet; null in older rows: none. */
    openOffers: integer().added('OpenOffers1795834300000'),
    /** What managers may have to be told of, in short; null: nothing. */
    amiss: text().added('ShopAmiss1796099900000'),
  },
  {
    indices: [
      { name: 'shop_state_sweep', fields: ['id'], where: 'sweep_due' },
      { name: 'shop_state_amiss', fields: ['id'], where: 'amiss IS NOT NULL' },
    ],
  },
);

export type ShopRow = RowOf<typeof shopStateTable>;
