import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '#infra/replay/spread';

/** What a load came to. Times in milliseconds. */
export interface LoadResult {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Answers with the latency of one call. */
type Timed = () => Promise<number>;

/** How long a call took. */
export async function timed(call: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await call();
  return performance.now() - since;
}

/** So many clients, each sending its next call as soon as the last one is answered. */
export async function closedLoop(clients: number, durationMs: number, call: Timed): Promise<LoadResult> {
  const startedAt = performance.now();
  const until = startedAt + durationMs;
  const latencies: number[] = [];
  const client = async (): Promise<void> => {
    while (performance.now() < until) latencies.push(await call());
  };
  await Promise.all(Array.from({ length: clients }, client));
  return resultOf(latencies, performance.now() - startedAt);
}

/** Calls at a fixed rate, whether earlier ones are answered or not. */
export async function openLoop(perSecond: number, durationMs: number, call: Timed): Promise<LoadResult> {
  const startedAt = performance.now();
  const calls: Promise<number>[] = [];
  const total = Math.round((perSecond * durationMs) / 1_000);
  for (let next = 0; next < total; next += 1) {
    const waitMs = startedAt + (next * 1_000) / perSecond - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    const started = call();
    started.catch(() => undefined); // Told by the Promise.all below; must not be unhandled until then.
    calls.push(started);
  }
  return resultOf(await Promise.all(calls), performance.now() - startedAt);
}

function resultOf(latencies: number[], elapsedMs: number): LoadResult {
  const sorted = latencies.sort((a, b) => a - b);
  return {
    count: sorted.length,
    perSecond: (sorted.length * 1_000) / elapsedMs,
    p50: percentile(sorted, 0.5) ?? NaN,
    p99: percentile(sorted, 0.99) ?? NaN,
  };
}
