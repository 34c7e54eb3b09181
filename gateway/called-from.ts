import type { IncomingMessage } from 'node:http';
import type { CalledFrom } from '#libs/platform/graphql/called-from';

const longest = 200;

/** Where a client calls from: the peer's address, and how it calls itself, in printable ASCII. */
export const calledFromOf = ({
  socket,
  headers,
}: Pick<IncomingMessage, 'headers'> & { readonly socket: { readonly remoteAddress?: string | undefined } }): CalledFrom => ({
  address: socket.remoteAddress ?? null,
  userAgent: headers['user-agent']?.slice(0, longest).replace(/[^ -~]/g, '?') ?? null,
});
