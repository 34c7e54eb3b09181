import type { IncomingMessage } from 'node:http';
import { AppError } from '#libs/platform/errors';
import { HttpRefusal } from '#libs/platform/http/http-refusal';

/** Refuses what a form of another site could send: a browser asks us before a page elsewhere may send JSON. */
export function requireJson({ headers }: IncomingMessage): void {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) throw notJson;
}

const notJson = new HttpRefusal(
  415,
  new AppError('BAD_USER_INPUT', 'The body of a POST is JSON.', { field: 'content-type', expected: 'application/json' }),
);
