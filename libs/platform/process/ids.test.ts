import { derivedId, isId, newId } from './ids';

it('new ids are ours and grow', () => {
  const ids = Array.from({ length: 100 }, newId);
  expect(ids.every(isId)).toBe(true);
  expect([...ids].sort()).toEqual(ids);
});

it.each([
  '',
  'shop',
  '018F0000-0000-7000-8000-000000000000',
  '018f0000-0000-7000-8000-00000000000',
  '018f0000-0000-7000-8000-000000000000\n',
])('%j is none of ours', (text) => expect(isId(text)).toBe(false));

it('RES-83 a derived id is the same for the same parts, and for no others', () => {
  expect(derivedId('shop', 'TAOBAO', 'b1')).toBe(derivedId('shop', 'TAOBAO', 'b1'));
  expect(isId(derivedId('shop', 'TAOBAO', 'b1'))).toBe(true);
  const others = [
    derivedId('shop', 'TAOBAO', 'b2'),
    derivedId('shop', 'TAOBAOb', '1'),
    derivedId('shopTAOBAO', 'b1'),
    derivedId('TAOBAO', 'shop', 'b1'),
  ];
  expect(new Set([derivedId('shop', 'TAOBAO', 'b1'), ...others]).size).toBe(5);
});
