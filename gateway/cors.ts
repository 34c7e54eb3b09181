import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';

/** An origin as browsers write it: scheme, host and port, nothing behind. */
const isOrigin = (text: string): boolean => {
  try {
    return /^https?:/.test(text) && new URL(text).origin === text;
  } catch {
    return false;
  }
};

/** A list of origins, separated by commas. */
export const originsInput = z
  .string()
  .transform((list) => list.split(',').flatMap((each) => each.trim() || []))
  .refine((list) => list.every(isOrigin), 'origins like https://desk.example.com, separated by commas, without a path');

/**
 * Lets scripts of the listed origins, and of no other, read answers. Never with cookies: a front end elsewhere calls with a token. Browsers keep to it; for
 * everybody else it changes nothing.
 */
export const allowOrigins = (origins: readonly string[]) => {
  const allowed = new Set(origins);
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (allowed.size === 0) return;
    // What is kept for one origin must not be taken for another.
    response.appendHeader('vary', 'origin');
    const { origin } = request.headers;
    if (origin === undefined || !allowed.has(origin)) return;
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', 'retry-after, x-request-id');
    if (request.method !== 'OPTIONS') return;
    response.setHeader('access-control-allow-methods', 'GET, POST');
    response.setHeader('access-control-allow-headers', 'authorization, content-type, last-event-id, traceparent, apollo-require-preflight');
    response.setHeader('access-control-max-age', '600');
  };
};
