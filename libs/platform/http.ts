import type { IncomingMessage, ServerResponse } from 'node:http';

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** A body this many times too large is not even read to its end. */
const patience = 20;

/**
 * The request's JSON body: parsed; undefined when it is larger than `limit` bytes, after it was read to its end, so that the client hears the answer.
 * Malformed JSON is passed on as text, which Apollo answers with its own 400, never with a stack.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<unknown> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= limit) parts.push(part);
    else parts = [];
    if (size > limit * patience) return undefined;
  }
  return size > limit ? undefined : parseJson(Buffer.concat(parts).toString('utf8'));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
