import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '../errors';
import type { Log } from '../process/log';
import { ownTrace, requestIdOf } from '../trace-context';
import { HttpRefusal } from './http-refusal';
import { asJson, refusalBody } from './send';

/**
 * Answers what Node could not read as a request (`clientError`), in the words of every refusal and under an id that finds it in the log, and closes the connection.
 * `last` is the answer to the last request that was read on it: what interrupts that one has its id, and nothing is written into an answer that has begun.
 */
export function refuseUnread(error: NodeJS.ErrnoException, socket: Duplex, last: ServerResponse | undefined, log: Log): void {
  const refusal = error.code === 'ECONNRESET' ? undefined : refusalFor(error.code);
  if (!refusal || !socket.writable) return void socket.destroy();
  const owed = last?.writableFinished === false ? last : undefined;
  const requestId = String(owed?.getHeader('x-request-id') ?? requestIdOf(ownTrace()));
  log.info({ requestId, reason: error.code }, 'a request could not be read');
  if (owed?.headersSent) return void socket.destroy();
  const { status, headers } = refusal;
  const body = refusalBody(refusal, requestId);
  const lines = Object.entries({
    ...asJson,
    ...headers,
    'x-request-id': requestId,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n${body}`, () => socket.destroy());
}

function refusalFor(code: string | undefined): HttpRefusal {
  if (code === 'HPE_HEADER_OVERFLOW') return tooLarge;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? tooSlow : unreadable;
}

const refused = (status: number, message: string, expected: string): HttpRefusal =>
  new HttpRefusal(status, new AppError('BAD_USER_INPUT', message, { expected }));

const unreadable = refused(400, 'This is no request that can be read.', 'HTTP/1.1');
const tooLarge = refused(431, 'The headers of the request are too large.', 'headers of at most 16 KB');
const tooSlow = refused(408, 'The request did not arrive in time.', 'the headers within 10 s and the whole within 20 s');

/** A request that does not say which host it is for is none (RFC 9112, 3.2). */
export const hostless = refused(400, 'The request does not say which host it is for.', 'a header host');
