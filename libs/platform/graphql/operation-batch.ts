import type { Positions } from '#libs/contracts/positions';
import type { CalledFrom } from './called-from';

/**
 * What the gateway asks one subgraph for in one turn of its event loop travels in one request: a JSON array of operations, under a content type of its own. Under load that is one
 * request for many clients. Each answer comes back as a line of its own (NDJSON) as soon as it is there, so nobody waits for a neighbour.
 */
export interface BatchedOperation {
  /** Each operation speaks for its own caller. */
  readonly passport: string;
  readonly traceparent: string;
  readonly query: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly operationName: string | undefined;
  /** How long, in milliseconds, the answer may still wait for routing's outcome, where a mutation asks its session's `routing` to wait. */
  readonly waitMs?: number | undefined;
  /** Of a mutation: where its client called from. */
  readonly calledFrom?: CalledFrom | undefined;
  /** How far the service must have heard of the shop's streams before it answers, as long as that is worth waiting for. */
  readonly atLeast?: Positions | undefined;
  /** Whether the answer is to say how far the service's own streams of the shop were numbered before it. */
  readonly tellPositions?: true | undefined;
}

/** Operations in one batch at most. */
export const batchLimit = 50;

/** Bytes of one operation at most, its passport and variables included. */
export const operationBytes = 200 * 1024;

export const batchType = 'application/vnd.jiedai.batch+json';

export const batchAnswerType = 'application/x-ndjson';

/** One operation's answer: its place in the batch, and the HTTP status and the body it would have had alone. */
export interface BatchedAnswer {
  readonly index: number;
  readonly status: number;
  readonly body: unknown;
}

export const toAnswerLine = ({ index, status, body }: BatchedAnswer): string => `${JSON.stringify([index, status, body])}\n`;

/** The answer on a line; throws on anything else. */
export function fromAnswerLine(line: string): BatchedAnswer {
  const parsed: unknown = JSON.parse(line);
  const [index, status, body] = Array.isArray(parsed) ? (parsed as unknown[]) : [];
  if (typeof index !== 'number' || typeof status !== 'number') throw new Error('a line that is no answer');
  return { index, status, body };
}
