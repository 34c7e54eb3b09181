import type { IncomingMessage } from 'node:http';
import { refusalOf } from '#libs/platform/http/http-refusal';
import { measureRequest } from '#libs/platform/telemetry/measure-request';
import { beginSpan } from '#libs/platform/telemetry/tracing';

interface Measured {
  readonly request: IncomingMessage;
  readonly traceparent: string;
}

/** Measures and traces a request by how it ends: with the code of its first error, as `work` answers it, or of what it throws. */
export async function measuredRequest(
  { request, traceparent }: Measured,
  work: (traceparent: string) => Promise<string | undefined>,
): Promise<void> {
  const begunAt = performance.now();
  const isRoot = request.headers['traceparent'] !== traceparent;
  const span = beginSpan('request', { kind: 'SERVER', parent: traceparent, isRoot });
  let outcome: string | undefined;
  try {
    outcome = await work(span?.traceparent ?? traceparent);
  } catch (error) {
    outcome = refusalOf(error)?.error.code ?? 'INTERNAL_SERVER_ERROR';
    throw error;
  } finally {
    measureRequest(outcome, begunAt);
    span?.end(outcome);
  }
}
