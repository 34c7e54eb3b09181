import { membersOf, type Place } from './dimensions';
import { neverBefore, type BuyerVisit } from './rollup';
import type { SessionFigure } from './session-figure';

/** What says where and when a buyer came. */
export type Visit = Pick<
  SessionFigure,
  | 'sessionId'
  | 'shopId'
  | 'buyerId'
  | 'businessDate'
  | 'halfHour'
  | 'channel'
  | 'groupId'
  | 'pool'
  | 'orderStatus'
  | 'entryPoint'
  | 'creditedAgentId'
  | 'added'
>;

const counted = ({ added }: Visit): boolean => added?.shop['sessions'] !== undefined;

/** What of a figure decides where its buyer is counted: while it stays, nothing of the visits changes. */
export const visitKey = (visit: Visit | undefined): string =>
  visit === undefined || !counted(visit) ? '' : JSON.stringify([visit.businessDate, ...placesOf(visit)]);

/** The difference in visits between all sessions of some buyers before and after, in the order of the keys. */
export function visitChanges(before: readonly Visit[], after: readonly Visit[]): BuyerVisit[] {
  const changes = new Map<string, number>();
  collect(changes, before, -1);
  collect(changes, after, 1);
  return [...changes]
    .filter(([, buyers]) => buyers !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, buyers]) => {
      const [shopId, dimension, member, businessDate, previousDate] = JSON.parse(key) as Key;
      return { shopId, dimension, member, businessDate, previousDate, buyers };
    });
}

type Key = readonly [shopId: string, dimension: BuyerVisit['dimension'], member: string, businessDate: string, previousDate: string];

function placesOf(visit: Visit): (readonly [BuyerVisit['dimension'], string])[] {
  const agent: (readonly [BuyerVisit['dimension'], string])[] = visit.creditedAgentId === null ? [] : [['AGENT', visit.creditedAgentId]];
  return [...membersOf(visit as Place), ...agent, ['HALF_HOUR', String(visit.halfHour)]];
}

function collect(changes: Map<string, number>, visits: readonly Visit[], sign: 1 | -1): void {
  const dates = new Map<string, Set<string>>();
  for (const visit of visits) {
    if (!counted(visit)) continue;
    for (const [dimension, member] of placesOf(visit)) {
      const key = JSON.stringify([visit.buyerId, visit.shopId, dimension, member]);
      dates.set(key, (dates.get(key) ?? new Set()).add(visit.businessDate));
    }
  }
  for (const [key, of] of dates) {
    const [, shopId, dimension, member] = JSON.parse(key) as [string, string, BuyerVisit['dimension'], string];
    let previous = neverBefore;
    for (const date of [...of].sort()) {
      const visitKey = JSON.stringify([shopId, dimension, member, date, previous] satisfies Key);
      changes.set(visitKey, (changes.get(visitKey) ?? 0) + sign);
      previous = date;
    }
  }
}
