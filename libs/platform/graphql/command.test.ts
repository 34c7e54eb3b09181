import type { Caller } from '../access/caller';
import { commandOf } from './command';

const partner: Caller = { subject: 'erp', shop: 's', account: null, roles: ['CONNECTOR'], imEnabled: false, permissions: [] };
const buyer = { ...partner, roles: ['BUYER'], buyer: { channel: 'WEB', externalId: 'b' } } as const;

const idOf = (caller: Caller): string | undefined =>
  commandOf('sendBuyerMessage', 's', { commandId: 'same-1' }, { caller, traceparent: null, extra: {} }).key?.commandId;

it('the commandIds of keys, of buyers and of connectors are apart, and the same again for the same caller', () => {
  const callers: Caller[] = [partner, { ...partner, key: 'k1' }, { ...partner, key: 'k2' }, buyer];
  expect(new Set(callers.map(idOf)).size).toBe(4);
  expect(idOf({ ...partner, key: 'k1', subject: 'k1', roles: ['KEY', 'CONNECTOR'] })).toBe(idOf({ ...partner, key: 'k1' }));
  expect(idOf(partner)).toBe('same-1');
});
