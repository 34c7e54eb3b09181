import { accountChanged } from '../../copies/domain/take-snapshots';
import { at, flight, loads, queued, shopWith, start, told } from '../../flight/domain/example-shop';
import type { ShopState } from '../../flight/domain/shop-state';

const flag = (shop: ShopState, accountId: string, noRouting: boolean, version: number, now = at('10:00')) =>
  flight(shop, now, (change) =>
    accountChanged(change, accountId, { version, hasAgentRole: true, imEnabled: true, noRouting, active: true }),
  );

it('RTE-37 a flagged agent keeps its sessions and receives no new ones', () => {
  const shop = shopWith({ A: {}, B: { presence: 'OFFLINE' } });
  flight(shop, at('09:30'), (change) => start(change, 'b1'));
  flag(shop, 'A', true, 2);
  expect(told(flight(shop, at('10:01'), (change) => start(change, 'b2')))).toEqual(['b2 queued']);
  expect(loads(shop)).toEqual(['A 1/∞', 'B 0/∞']);
});

it('RTE-38, RES-35 cleared, it takes who waits at once', () => {
  const shop = shopWith({ A: { noRouting: true } });
  flight(shop, at('09:30'), (change) => start(change, 'b1'));
  expect(queued(shop)).toBe(1);
  expect(told(flag(shop, 'A', false, 2))).toEqual(['b1 A']);
});

it('RTE-37 a main account that serves and is flagged receives nothing as the main account either', () => {
  const shop = shopWith({ owner: { presence: 'OFFLINE' } }, { unavailableHandling: 'OWNER' });
  expect(told(flight(shop, at('09:30'), (change) => start(change, 'b1')))).toEqual(['b1 owner']);
  flag(shop, 'owner', true, 2);
  expect(told(flight(shop, at('10:01'), (change) => start(change, 'b2')))).toEqual(['b2 queued']);
  expect(told(flag(shop, 'owner', false, 3, at('10:02')))).toEqual(['b2 owner']);
});
