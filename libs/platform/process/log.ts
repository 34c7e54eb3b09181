import { mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import pino, { type Logger } from 'pino';

export type Log = Logger;

const redacted = [
  'token',
  'authorization',
  'passport',
  'password',
  'secret',
  'text',
  'buyerName',
  '*.token',
  '*.authorization',
  '*.password',
  '*.text',
];

/** JSON lines, one file per process, or standard output. ERROR means somebody must act; a fault that is being retried is WARN. */
export function createLog(options: { service: string; level: string; file?: string | undefined }): Log {
  return pino(
    {
      level: options.level,
      base: { service: options.service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redacted, censor: '[redacted]' },
      serializers: { err: pino.stdSerializers.errWithCause },
    },
    destination(options.file),
  );
}

/** Writes each line at once. One that cannot be written is lost: a disk that is full must not stop the work that the line tells of. */
function destination(file: string | undefined): pino.DestinationStream {
  const target = file === undefined ? standardOutput : openLog(file);
  return {
    write: (line) => {
      try {
        writeSync(target, line);
      } catch {
        // There is nowhere to say it.
      }
    },
  };
}

const standardOutput = 1;

function openLog(file: string): number {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return openSync(file, 'a', 0o600);
  } catch {
    return standardOutput;
  }
}

// Node writes its own warnings there.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
