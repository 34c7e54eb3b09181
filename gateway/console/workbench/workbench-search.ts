import { useNavigate, useSearch } from '@tanstack/react-router';
import type { DeskList, OrderStatus, SessionOrder } from '../generated/graphql';

export const deskLists: readonly DeskList[] = ['OFFERED_TO_ME', 'MINE', 'WAITING_FOR_ME', 'QUEUE', 'LEFT_MESSAGES', 'ENDED_TODAY'];
export const sessionOrders: readonly SessionOrder[] = [
  ...(['WAITING_DESC', 'WAITING_ASC', 'DIFFICULT_FIRST'] as const),
  ...(['OPENED_DESC', 'OPENED_ASC', 'LAST_MESSAGE_DESC', 'LAST_MESSAGE_ASC'] as const),
];
export const orderStatuses: readonly OrderStatus[] = ['NO_ACTIVE_ORDER', 'UNPAID', 'PAID_UNSHIPPED', 'SHIPPED', 'COMPLETED', 'AFTER_SALES'];

/** What the workbench shows. It is in the address, so that a reload or a shared link shows the same. */
export interface WorkbenchSearch {
  readonly list: DeskList;
  readonly orderBy: SessionOrder;
  readonly status: OrderStatus | undefined;
  readonly text: string | undefined;
  readonly session: string | undefined;
}

const among = <T extends string>(value: unknown, known: readonly T[]): T | undefined => known.find((each) => each === value);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const workbenchSearch = (search: Readonly<Record<string, unknown>>): WorkbenchSearch => ({
  list: among(search['list'], deskLists) ?? 'MINE',
  orderBy: among(search['orderBy'], sessionOrders) ?? 'WAITING_DESC',
  status: among(search['status'], orderStatuses),
  text: textOf(search['text']),
  session: textOf(search['session']),
});

export function useWorkbenchSearch(): readonly [WorkbenchSearch, (change: Partial<WorkbenchSearch>) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const now = workbenchSearch(search);
  return [now, (change) => void navigate({ to: '/w', search: { ...now, ...change }, replace: true })];
}
