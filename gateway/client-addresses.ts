import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** Addresses and networks of proxies, separated by commas: `10.0.0.0/8, ::1`. */
export const proxiesInput = z.string().transform((text, issues) => {
  const trusted = new BlockList();
  for (const place of text.split(',').flatMap((each) => each.trim() || [])) {
    const [address = '', bits, ...more] = place.split('/');
    const longest = isIP(address) === 6 ? 128 : 32;
    const isNetwork = bits !== undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= longest;
    if (isIP(address) === 0 || more.length > 0 || (bits !== undefined && !isNetwork)) {
      issues.addIssue({ code: 'custom', message: `addresses and networks like 10.0.0.0/8, separated by commas; not ${place}` });
      return z.NEVER;
    }
    trusted.addSubnet(address, bits === undefined ? longest : Number(bits), familyOf(address));
  }
  return trusted;
});

/** What an address is read from. */
export interface From {
  readonly headers: IncomingMessage['headers'];
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/**
 * Where clients call from: the peer, or, where that is a trusted proxy, the last hop of `x-forwarded-for` that is none. What stands further left the
 * client may have written itself.
 */
export class ClientAddresses {
  private readonly hasProxies: boolean;

  constructor(private readonly trusted = new BlockList()) {
    this.hasProxies = trusted.rules.length > 0;
  }

  isProxy(address: string | undefined): boolean {
    // Every request is asked about several times, and the list takes microseconds even when it is empty.
    return this.hasProxies && address !== undefined && isIP(address) !== 0 && this.trusted.check(address, familyOf(address));
  }

  /** '' for a connection that is closed already. */
  of({ socket: { remoteAddress = '' }, headers }: From): string {
    let address = remoteAddress;
    if (!this.isProxy(address)) return address;
    const hops = String(headers['x-forwarded-for'] ?? '').split(',');
    while (this.isProxy(address)) {
      const hop = withoutPort(hops.pop() ?? '');
      // A proxy that names nobody answers for its clients itself.
      if (isIP(hop) === 0) return address;
      address = hop;
    }
    return address;
  }
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Some proxies write the port too. */
const withoutPort = (hop: string): string =>
  hop
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
