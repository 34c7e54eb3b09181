import { ClientAddresses, proxiesInput } from './client-addresses';

const addressOf = (proxies: string, remoteAddress: string | undefined, forwarded?: string): string =>
  new ClientAddresses(proxiesInput.parse(proxies)).of({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } });

describe("a client's address", () => {
  it.each([
    ['is the peer, whatever it says, where no proxy is trusted', '', '127.0.0.1', '203.0.113.9', '127.0.0.1'],
    ['is a peer that is no proxy', '10.0.0.0/8', '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    ['is whom the proxy names', '10.0.0.0/8', '10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['is not what the client wrote before', '10.0.0.0/8', '10.1.2.3', '1.1.1.1, 10.0.0.9, 203.0.113.9', '203.0.113.9'],
    ['lies behind every trusted proxy', '10.0.0.0/8, 2001:db8::/32', '10.1.2.3', '1.1.1.1, 203.0.113.9,2001:db8::7', '203.0.113.9'],
    ['may be that of the first proxy', '10.0.0.0/8', '10.1.2.3', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
    ['is the proxy of one that names nobody', '10.1.2.3', '10.1.2.3', undefined, '10.1.2.3'],
    ['is the proxy of one that names nonsense', '10.1.2.3', '10.1.2.3', '203.0.113.9, unknown', '10.1.2.3'],
    ['is found on a socket of both families', '10.1.2.3', '::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['loses its port', '::1', '::1', '203.0.113.9:4711', '203.0.113.9'],
    ['loses its port and brackets', '::1', '::1', '[2001:db8::9]:4711', '2001:db8::9'],
    ['is nothing when the connection is gone', '10.0.0.0/8', undefined, '203.0.113.9', ''],
  ])('%s', (_what, proxies, peer, forwarded, expected) => {
    expect(addressOf(proxies, peer, forwarded)).toBe(expected);
  });

  it.each(['proxy.example.com', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0', '::1/129', '*'])('%s is no proxy', (proxies) => {
    expect(proxiesInput.safeParse(proxies).success).toBe(false);
  });
});
