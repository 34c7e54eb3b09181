import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { integer, json, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { RoutingRules } from '../domain/routing-rules';

/** What each shop's managers have set up of routing: one document, written as a whole. */
export const rulesTable = table('routing_rules', {
  shopId: uuid().key(),
  version: integer(),
  offlineAgents: json<RoutingRules['offlineAgents']>(),
  proxyAgentId: uuid().null(),
  priorityCrowds: json<NonNullable<RoutingRules['priorityCrowds']>>().null(),
  groups: json<RoutingRules['groups']>(),
  queueLimit: integer().added('QueueLimits1773000500000'),
  longestWaitMinutes: integer().added('QueueLimits1773000500000'),
  waitFallback: text<NonNullable<RoutingRules['waitFallback']>>().added('QueueLimits1773000500000'),
  assignmentRate: json<NonNullable<RoutingRules['assignmentRate']>>().added('AssignmentRateRule1773100100000'),
  workUnits: json<NonNullable<RoutingRules['workUnits']>>().added('WorkUnits1795834360000'),
  skillRings: json<NonNullable<RoutingRules['skillRings']>>().added('SkillRings1795836060000'),
  channelLimits: json<NonNullable<RoutingRules['channelLimits']>>().added('ChannelLimits1773100310000'),
  offerTimeoutSeconds: integer().added('OfferTimeout1795834200000'),
  handOverMinutes: integer().added('HandOver1795835000000'),
  returningWaitMinutes: integer().added('ReturningWait1795834800000'),
  silentAfterMinutes: integer().added('SilentAfter1795834600000'),
  restAfterMissed: integer().added('RestAfterMissed1795834400000'),
});

const read: Statement = {
  name: 'routing-read-rules',
  text: `SELECT ${selectList(rulesTable)} FROM routing_rules WHERE shop_id = ANY ($1::uuid[])`,
};

const save = insertRows(rulesTable, { name: 'routing-save-rules', onConflict: { update: changing(rulesTable) } });

/** The rules of shops that ever saved any. */
export async function readRules(tx: Tx, shopIds: readonly string[]): Promise<Map<string, RoutingRules>> {
  const rows = await tx.query<RowOf<typeof rulesTable>>(read, [shopIds]);
  return new Map(rows.map(({ shopId, ...rules }) => [shopId, rules]));
}

/** Writes the rules of shops that have changed them. */
export function saveRules(tx: Tx, rows: readonly ({ readonly shopId: string } & RoutingRules)[]): void {
  if (rows.length > 0) tx.send(save, [jsonRows(rows)]);
}
