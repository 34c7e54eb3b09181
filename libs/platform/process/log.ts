import { mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import pino from 'pino';
import { logLine } from './log-line';
import type { LogField } from './log-fields';
import { scrub } from './scrub';

type Fields = { readonly [F in LogField]?: unknown };

interface Write {
  (fields: Fields, message: string): void;
  (message: string): void;
}

/** ERROR means somebody must act; a fault that is being retried is WARN. */
export type Log = { readonly [L in 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal']: Write } & {
  flush(done?: () => void): void;
};

export interface LogOptions {
  readonly service: string;
  readonly level: string;
  readonly file?: string | undefined;
  /** Takes the lines instead of a file. */
  readonly write?: (line: string) => unknown;
}

/** JSON lines, one file per process, or standard output; each holds only what `logFields` lists. */
export function createLog({ service, level, file, write }: LogOptions): Log {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { bindings: logLine },
      // An error is described by then.
      serializers: { err: (described: unknown) => described },
      hooks: {
        logMethod([first, second]: readonly unknown[], method) {
          const [fields, message] = typeof first === 'string' ? [{}, first] : [fieldsOf(first), second];
          method.call(this, logLine(fields), scrub(typeof message === 'string' ? message : '', { quotes: 'ours' }));
        },
      },
    },
    write ? { write: (line) => void write(line) } : destination(file),
  );
}

/** Libraries that log give whatever they have. */
const fieldsOf = (given: unknown): Readonly<Record<string, unknown>> =>
  given instanceof Error ? { err: given } : typeof given === 'object' && given !== null ? { ...given } : {};

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

// Node writes its own warnings there. Once for a process, however often this is loaded.
for (const stream of [process.stdout, process.stderr]) if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
