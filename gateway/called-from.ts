import type { CalledFrom } from '#libs/platform/graphql/called-from';
import type { ClientAddresses, From } from './client-addresses';

const longest = 200;

/** Where a client calls from: its address, and how it calls itself, in printable ASCII. */
export const calledFromOf = (request: From, addresses: ClientAddresses): CalledFrom => ({
  address: addresses.of(request) || null,
  userAgent: request.headers['user-agent']?.slice(0, longest).replace(/[^ -~]/g, '?') ?? null,
});
