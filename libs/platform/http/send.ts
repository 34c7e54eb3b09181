import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { HttpRefusal } from './http-refusal';

export const asJson = { 'content-type': 'application/json; charset=utf-8' };

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, asJson);
  response.end(JSON.stringify(body));
}

/** A refusal in the shape of a GraphQL answer, so that clients read every error in one way. */
export function sendRefusal(response: ServerResponse, refusal: HttpRefusal, requestId: string): void {
  response.writeHead(refusal.status, { ...asJson, ...refusal.headers });
  response.end(refusalBody(refusal, requestId));
}

export function refusalBody({ error: { message, code, field, expected, retryable } }: HttpRefusal, requestId: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code, field, expected, retryable, requestId } }] });
}

/** What fits in one packet is not worth the work. */
const compressedFrom = 1_400;

const encodings = {
  br: (text: string) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text: string) => promisify(gzip)(text, { level: 4 }),
} as const;

/** Ends the answer with a text, compressed when the client takes that and the text is of some size. Status and headers are set before. */
export async function endWithText(request: IncomingMessage, response: ServerResponse, text: string): Promise<void> {
  response.appendHeader('vary', 'accept-encoding');
  const encoding = text.length < compressedFrom ? undefined : encodingOf(request.headers['accept-encoding']);
  if (encoding === undefined) return void response.end(text);
  const compressed = await encodings[encoding](text);
  response.setHeader('content-encoding', encoding);
  response.end(compressed);
}

/** The better of the encodings a client takes. */
function encodingOf(header: string | string[] | undefined): keyof typeof encodings | undefined {
  const taken = String(header ?? '')
    .split(',')
    .filter((each) => !/;\s*q=0(\.0*)?\s*$/.test(each))
    .map((each) => each.split(';')[0]?.trim());
  return taken.includes('br') ? 'br' : taken.includes('gzip') ? 'gzip' : undefined;
}
