import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../errors';

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** A body this many times too large is not even read to its end. */
const patience = 20;

/**
 * The request's JSON body: parsed; undefined when it is larger than `limit` bytes, after it was read to its end, so that the client hears the answer.
 * Malformed JSON is passed on as text, which the caller answers with a 400, never with a stack. Rejects when the client hangs up in the middle.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= limit) parts.push(part);
      else parts = [];
      if (size > limit * patience) {
        resolve(undefined);
        request.destroy();
      }
    });
    request.once('end', () => resolve(size > limit ? undefined : parseJson(textOf(parts))));
    const brokenOff = (): void => {
      if (!request.complete)
        reject(new AppError('BAD_USER_INPUT', 'The request broke off.', { field: 'body', expected: 'a whole request' }));
    };
    request.once('error', brokenOff);
    request.once('close', brokenOff);
  });
}

const textOf = (parts: Buffer[]): string => (parts.length === 1 ? parts[0]! : Buffer.concat(parts)).toString('utf8');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
