import { AppError } from '../errors';

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53400',
  '25P03',
  '57014',
  '55P03',
]);

/** Whether the database, not the statement, is at fault: worth a retry as it stands. Timeouts of statements and locks count. */
export function isConnectionFault(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'SERVICE_UNAVAILABLE';
  if (!(error instanceof Error)) return false;
  const code = (error as Error & { code?: string }).code;
  if (code !== undefined) return connectionCodes.has(code) || code.startsWith('08');
  return /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error/.test(
    error.message,
  );
}

/** Two flights of different processes met: the database ended one of them, and flying again is right. */
export const isContention = (error: unknown): boolean => ['40001', '40P01'].includes((error as { code?: string } | null)?.code ?? '');
