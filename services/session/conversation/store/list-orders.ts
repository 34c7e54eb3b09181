import type { Statement } from '#libs/platform/database/database';
import { answered, lastMessage, opened, waiting, type Direction } from './list-statements';
import type { Scope } from './session-filter';

/** A part of an order: its sessions come behind those of the parts before it. */
export type OrderPart = 'WAITING' | 'REST' | 'DIFFICULT_WAITING' | 'DIFFICULT_REST';

interface PartOfOrder {
  readonly part: OrderPart;
  readonly direction: Direction;
  readonly statement: Readonly<Record<Scope, Statement>>;
}

const inEachScope = (of: (scope: Scope) => Statement): PartOfOrder['statement'] => ({
  open: of('open'),
  ended: of('ended'),
  agent: of('agent'),
  all: of('all'),
});

const part = (name: OrderPart, direction: Direction, of: (scope: Scope) => Statement): PartOfOrder => ({
  part: name,
  direction,
  statement: inEachScope(of),
});

/** The orders of SES-20, each way, and difficult sessions first (SES-21). Ascending is descending read from its end. */
export const orders = {
  WAITING_DESC: [part('WAITING', 'ASC', () => waiting('ANY', 'ASC')), part('REST', 'DESC', (scope) => answered('ANY', 'DESC', scope))],
  WAITING_ASC: [part('REST', 'ASC', (scope) => answered('ANY', 'ASC', scope)), part('WAITING', 'DESC', () => waiting('ANY', 'DESC'))],
  DIFFICULT_FIRST: [
    part('DIFFICULT_WAITING', 'ASC', () => waiting('DIFFICULT', 'ASC')),
    part('DIFFICULT_REST', 'DESC', (scope) => answered('DIFFICULT', 'DESC', scope)),
    part('WAITING', 'ASC', () => waiting('OTHERS', 'ASC')),
    part('REST', 'DESC', (scope) => answered('OTHERS', 'DESC', scope)),
  ],
  OPENED_DESC: [part('REST', 'DESC', (scope) => opened('DESC', scope))],
  OPENED_ASC: [part('REST', 'ASC', (scope) => opened('ASC', scope))],
  LAST_MESSAGE_DESC: [part('REST', 'DESC', (scope) => lastMessage('DESC', scope))],
  LAST_MESSAGE_ASC: [part('REST', 'ASC', (scope) => lastMessage('ASC', scope))],
} as const satisfies Readonly<Record<string, readonly PartOfOrder[]>>;

export type SessionOrder = keyof typeof orders;

/** Whether an order has such a part. */
export const hasPart = (order: SessionOrder, wanted: OrderPart): boolean => orders[order].some(({ part: name }) => name === wanted);
