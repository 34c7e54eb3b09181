import { mayKnow, refuseOther } from './own-buyer';

const me = { channel: 'WEB', externalId: 'b1' };
const buyer = { roles: ['BUYER'], buyer: me };

it('a buyer is itself in any spelling of its channel, and nobody else', () => {
  expect(mayKnow(buyer, { channel: 'web', externalId: 'b1' })).toBe(true);
  expect(mayKnow({ ...buyer, buyer: { ...me, channel: 'Web' } }, me)).toBe(true);
  for (const other of [
    { channel: 'WEB', externalId: 'B1' },
    { channel: 'WECHAT', externalId: 'b1' },
    { channel: 'x-web', externalId: 'b1' },
  ])
    expect([mayKnow(buyer, other), refuseOther(buyer, other)?.field]).toEqual([false, 'buyer']);
});

it('a buyer that is not named knows nobody; whoever is no buyer knows all of its shop', () => {
  expect(mayKnow({ roles: ['BUYER'] }, me)).toBe(false);
  expect(mayKnow({ roles: ['CONNECTOR'] }, me)).toBe(true);
  expect(refuseOther({ roles: ['CONNECTOR'] }, me)).toBeUndefined();
});
