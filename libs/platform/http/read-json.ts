import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors';
import { HttpRefusal } from './http-refusal';

export interface BodyLimits {
  readonly bytes: number;
  /** For the whole body, from the moment it is asked for. */
  readonly ms: number;
  /** What a body here looks like, for whoever sends no JSON. */
  readonly like?: string;
}

/**
 * The request's JSON body. Refuses what is too large (413) or too slow (408) at once, and what is not JSON (400). The rest of a body that is too large is
 * still taken in and thrown away, because a client that is cut off while it sends never reads the answer.
 */
export async function readJson(request: IncomingMessage, limits: BodyLimits): Promise<unknown> {
  const body = await readBody(request, limits);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new HttpRefusal(400, inBody('The body is not JSON.', limits.like ?? 'JSON like {"query": "…", "variables": {…}}'));
  }
}

/** The request's body as it comes, within the limits. */
export function readBody(request: IncomingMessage, { bytes, ms }: BodyLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let parts: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => refuse(tooSlow(ms)), ms);
    const refuse = (refusal: Error): void => {
      clearTimeout(timer);
      parts = [];
      reject(refusal);
    };
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= bytes) parts.push(part);
      else refuse(tooLarge(bytes));
      if (size > thrownAway) request.destroy();
    });
    request.once('end', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(parts));
    });
    request.once('close', () => {
      if (!request.complete) refuse(brokenOff);
    });
    if (Number(request.headers['content-length']) > bytes) refuse(tooLarge(bytes));
  });
}

/** So much is taken in of a body that is refused; whoever sends more is cut off. */
const thrownAway = 64 * 1024 * 1024;

const inBody = (message: string, expected: string): AppError => new AppError('BAD_USER_INPUT', message, { field: 'body', expected });

const tooLarge = (bytes: number): HttpRefusal => new HttpRefusal(413, inBody('The request is too large.', `at most ${bytes} bytes`));

const tooSlow = (ms: number): HttpRefusal =>
  new HttpRefusal(408, inBody('The body of the request did not arrive in time.', `the whole body within ${ms / 1_000} s`), {
    connection: 'close',
  });

const brokenOff = new HttpRefusal(400, inBody('The request broke off.', 'a whole request'));
