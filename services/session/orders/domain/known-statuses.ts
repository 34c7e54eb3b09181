import { refuse, type Refusal } from '#libs/platform/errors';
import { orderStatuses, type OrderStatus } from './order-status';

/** A channel's word for a status. */
export interface StatusText {
  readonly text: string;
  readonly status: OrderStatus;
}

/** What is known without any mapping (RES-1): the six in Chinese, and the words of channels like JD for what ends an order or holds it up. */
export const usualTexts: readonly StatusText[] = [
  { text: '无活跃订单', status: 'NO_ACTIVE_ORDER' },
  { text: '已拍未付款', status: 'UNPAID' },
  { text: '已付款未发货', status: 'PAID_UNSHIPPED' },
  { text: '已发货', status: 'SHIPPED' },
  { text: '交易成功', status: 'COMPLETED' },
  { text: '售后流程中', status: 'AFTER_SALES' },
  { text: '已取消', status: 'NO_ACTIVE_ORDER' },
  { text: '异常', status: 'AFTER_SALES' },
];

/** One spelling of a channel's word: full-width letters, capitals and blanks around it make no difference. */
export const spellingOf = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** The words that a channel's statuses are known by, the shop's own first. */
export function knownTexts(own: readonly StatusText[]): StatusText[] {
  const named = new Set(own.map(({ text }) => spellingOf(text)));
  return [...own, ...usualTexts.filter(({ text }) => !named.has(spellingOf(text)))];
}

/** The status that a channel's word stands for, or one of the six by its own name; any other is refused with what would be right. */
export function statusOf(text: string, own: readonly StatusText[]): OrderStatus | Refusal {
  const [known, spelling] = [knownTexts(own), spellingOf(text)];
  const found = known.find((each) => spellingOf(each.text) === spelling)?.status;
  return found ?? orderStatuses.find((status) => spellingOf(status) === spelling) ?? unknown(known);
}

const unknown = (known: readonly StatusText[]): Refusal =>
  refuse('UNKNOWN_ORDER_STATUS', 'No order status is known by this text.', {
    field: 'channelStatus',
    expected: `one of ${[...known.map(({ text }) => text), ...orderStatuses].join(', ')}; a manager adds others with saveOrderStatusMapping`,
  });
