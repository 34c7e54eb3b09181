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
  const target = options.file
    ? pino.destination({ dest: options.file, sync: false, mkdir: true })
    : pino.destination({ dest: 1, sync: false });
  return pino(
    {
      level: options.level,
      base: { service: options.service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redacted, censor: '[redacted]' },
      serializers: { err: pino.stdSerializers.errWithCause },
    },
    target,
  );
}
