import { say } from './console-output';

/** npm passes the terminal's Ctrl-C on once more, so a second signal counts only when it comes clearly later. */
const sameKeypressMs = 1_000;

/** The first Ctrl-C (or SIGTERM, or a closed terminal) stops in order, a second one ends everything at once. */
export function stopOnSignal(act: { orderly: () => void; atOnce: () => void }): void {
  let firstAt: number | undefined;
  const onSignal = (): void => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      say('Stopping (Ctrl-C again ends everything at once)');
      act.orderly();
    } else if (performance.now() - firstAt > sameKeypressMs) act.atOnce();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}
