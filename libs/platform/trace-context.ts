import { randomUUID } from 'node:crypto';

const valid = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The client's trace when it names a valid one, else a new one (W3C trace context). */
export const traceOf = (header: string | string[] | undefined): string =>
  typeof header === 'string' && valid.test(header) ? header : `00-${hex()}-${hex().slice(16)}-01`;

/** Names what we do of ourselves, for the logs; as a trace it is not recorded, since nobody's request began it. */
export const ownTrace = (): string => `00-${hex()}-${hex().slice(16)}-00`;

/** 32 hex digits that are never all zero. UUIDs come from a store of random bytes, a call to the system for each request would cost more. */
const hex = (): string => randomUUID().replaceAll('-', '');

/** The id under which the answer, the log and the trace of a request are found: its trace's. */
export function requestIdOf(traceparent: string): string;
export function requestIdOf(traceparent: string | null | undefined): string | undefined;
export function requestIdOf(traceparent: string | null | undefined): string | undefined {
  return traceparent?.slice(3, 35);
}
