import { knownTexts, statusOf } from './known-statuses';

const own = [
  { text: '已取消', status: 'AFTER_SALES' },
  { text: '锁定', status: 'AFTER_SALES' },
] as const;

describe('RES-1 a channel’s words for the six statuses', () => {
  it.each([
    ['无活跃订单', 'NO_ACTIVE_ORDER'],
    ['已拍未付款', 'UNPAID'],
    ['已付款未发货', 'PAID_UNSHIPPED'],
    ['已发货', 'SHIPPED'],
    ['交易成功', 'COMPLETED'],
    ['售后流程中', 'AFTER_SALES'],
    ['已取消', 'NO_ACTIVE_ORDER'],
    ['异常', 'AFTER_SALES'],
    ['PAID_UNSHIPPED', 'PAID_UNSHIPPED'],
    [' ｓhipped ', 'SHIPPED'],
  ])('%s is known by itself', (text, expected) => {
    expect(statusOf(text, [])).toBe(expected);
  });

  it('the shop’s own come first', () => {
    expect(statusOf('已取消', own)).toBe('AFTER_SALES');
    expect(statusOf('锁定', own)).toBe('AFTER_SALES');
    expect(knownTexts(own).filter(({ text }) => text === '已取消')).toEqual([own[0]]);
  });

  it('another is refused with all that are known', () => {
    expect(statusOf('等待出库', own)).toMatchObject({
      code: 'UNKNOWN_ORDER_STATUS',
      field: 'channelStatus',
      expected:
        'one of 已取消, 锁定, 无活跃订单, 已拍未付款, 已付款未发货, 已发货, 交易成功, 售后流程中, 异常, UNPAID, PAID_UNSHIPPED, SHIPPED, COMPLETED, AFTER_SALES, NO_ACTIVE_ORDER; a manager adds others with saveOrderStatusMapping',
    });
  });
});
