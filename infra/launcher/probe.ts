import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** The status a probe answers with; undefined when nothing answers within the limit. */
export function probe(port: number, path: string, limitMs = 2_000): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path, timeout: limitMs, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
  });
}

/** Waits until `/ready` answers 200; false when the limit passes or `gaveUp` says that waiting is pointless. */
export async function untilReady(port: number, limitMs: number, gaveUp: () => boolean = () => false): Promise<boolean> {
  const until = performance.now() + limitMs;
  while (performance.now() < until && !gaveUp()) {
    if ((await probe(port, '/ready')) === 200) return true;
    await sleep(60);
  }
  return false;
}
