import { createHash } from 'node:crypto';
import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { columnName } from '#libs/platform/database/table';
import type { Dimension } from '../../figures/domain/dimensions';
import type { PartNames } from '../../figures/domain/metric-parts';
import { sessionFigureTable, type SessionFigure } from '../../figures/domain/session-figure';
import type { DrillScope } from '../domain/drill-scope';

/** A place in the order of a list of sessions. */
export interface DrillPosition {
  readonly businessDate: string;
  readonly sessionId: string;
}

/** What sessions are looked for. */
export interface DrillQuestion {
  readonly scope: DrillScope;
  readonly part: PartNames;
}

const drilledFields = [
  'sessionId',
  'businessDate',
  'halfHour',
  'openedAt',
  'closedAt',
  'creditedAgentId',
  'channel',
  'groupId',
  'pool',
  'orderStatus',
  'entryPoint',
  'added',
] as const satisfies readonly (keyof SessionFigure)[];

export type DrilledRow = Pick<SessionFigure, (typeof drilledFields)[number]>;

const named = (text: string): Statement => ({ name: `drill-${createHash('md5').update(text).digest('hex')}`, text });

/* The dates that have any, from the sums: of a rare thing not every session of the range is looked at. */
function datesOf({ measures, spread }: PartNames, halfHour: number | null): Statement {
  const [table, has] =
    spread === null
      ? [
          `figure_sum WHERE grain = '${halfHour === null ? 'DAY' : 'HALF_HOUR'}'`,
          `(${measures.map((measure) => `coalesce(${columnName(measure)}, 0) <> 0`).join(' OR ')})`,
        ]
      : [`figure_spread WHERE spread = '${spread}'`, 'count <> 0'];
  return named(`SELECT DISTINCT business_date::text AS date FROM ${table} AND shop_id = $1 AND dimension = $2 AND business_date BETWEEN $3 AND $4
    AND ($5::text IS NULL OR member = $5) AND ($6::smallint IS NULL OR half_hour = $6)
    AND ($7::smallint IS NULL OR extract(isodow FROM business_date) = $7) AND ${has} ORDER BY 1 DESC LIMIT $8`);
}

const memberColumns: Readonly<Record<Exclude<Dimension, 'AGENT'>, string>> = {
  SHOP: `''`,
  GROUP: 'f.group_id',
  POOL: 'f.pool',
  ORDER_STATUS: 'f.order_status',
  ENTRY_POINT: 'f.entry_point',
  CHANNEL: 'f.channel',
};

const adds = (amounts: string): string =>
  `EXISTS (SELECT FROM jsonb_object_keys(${amounts}) AS name WHERE name = ANY ($6::text[]) OR name LIKE $7 || '@%')`;

const addsIn = (dimension: Dimension): string =>
  dimension === 'AGENT'
    ? `EXISTS (SELECT FROM jsonb_each(f.added->'agents') AS a (agent, amounts) WHERE ($8::text IS NULL OR a.agent = $8) AND ${adds('a.amounts')})`
    : `($8::text IS NULL OR ${memberColumns[dimension]} = $8) AND ${adds(`f.added->'shop'`)}`;

const sessionsOf = (dimension: Dimension): Statement =>
  named(`SELECT ${selectList(sessionFigureTable, 'f', drilledFields)} FROM session_figure AS f
    WHERE shop_id = $1 AND business_date = ANY ($2::date[]) AND ($3::date IS NULL OR (business_date, session_id) < ($3, $4::uuid))
      AND ($5::smallint IS NULL OR half_hour = $5) AND ${addsIn(dimension)}
    ORDER BY business_date DESC, session_id DESC LIMIT $9`);

/** The dates that have such sessions, at most so many, the newest first. */
export async function datesWith(tx: Tx, shopId: string, { scope, part }: DrillQuestion, to: string, most: number): Promise<string[]> {
  const { range, dimension, member = null, halfHour = null, weekday = null } = scope;
  const found = await tx.query<{ date: string }>(datesOf(part, halfHour), [
    ...[shopId, dimension, range.from, to, member],
    ...[halfHour, weekday, most],
  ]);
  return found.map(({ date }) => date);
}

/** A page of some dates. */
export interface DrilledPart {
  readonly dates: readonly string[];
  readonly after: DrillPosition | null;
  readonly most: number;
}

/** The sessions of some dates that add to a part of a metric within a scope, the newest dates first. */
export const sessionsOn = (
  tx: Tx,
  shopId: string,
  { scope, part }: DrillQuestion,
  { dates, after, most }: DrilledPart,
): Promise<DrilledRow[]> =>
  tx.query<DrilledRow>(sessionsOf(scope.dimension), [
    ...[shopId, dates, after?.businessDate ?? null, after?.sessionId ?? null, scope.halfHour ?? null],
    ...[part.measures, part.spread, scope.member ?? null, most],
  ]);
