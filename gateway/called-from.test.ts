import { readCalledFrom } from '#libs/platform/graphql/called-from';
import { calledFromOf } from './called-from';
import { ClientAddresses, proxiesInput } from './client-addresses';

const addresses = new ClientAddresses();

it('a client is where its connection comes from, whatever its headers say, unless a trusted proxy says it', () => {
  const headers = { 'user-agent': 'curl/8', 'x-forwarded-for': '203.0.113.9' };
  expect(calledFromOf({ socket: { remoteAddress: '::1' }, headers }, addresses)).toEqual({ address: '::1', userAgent: 'curl/8' });
  const behind = new ClientAddresses(proxiesInput.parse('::1'));
  expect(calledFromOf({ socket: { remoteAddress: '::1' }, headers }, behind)).toEqual({ address: '203.0.113.9', userAgent: 'curl/8' });
  expect(calledFromOf({ socket: {}, headers: {} }, addresses)).toEqual({ address: null, userAgent: null });
});

it('calls itself by at most 200 printable characters', () => {
  const { userAgent } = calledFromOf({ socket: {}, headers: { 'user-agent': `a\tb\u0085é${'x'.repeat(1_000)}` } }, addresses);
  expect(userAgent).toBe(`a?b??${'x'.repeat(195)}`);
});

it.each([[undefined], [null], ['x'], [{ address: 7, userAgent: {} }]])(
  'of %j, which an older gateway or a broken one says, nothing is taken',
  (said) => {
    expect(readCalledFrom(said)).toEqual({ address: null, userAgent: null });
  },
);
