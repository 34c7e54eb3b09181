import { readFileSync } from 'node:fs';
import { WebSocket } from 'undici';

/** With this in its environment a process can be asked for its heap. */
export const inspectable = { NODE_OPTIONS: '--inspect=127.0.0.1:0' } as const;

/** Bytes of the heap of an inspectable process that are in use, once its garbage is collected. */
export async function inspectedHeap(logFile: string): Promise<number> {
  const url = [...readFileSync(logFile, 'utf8').matchAll(/Debugger listening on (ws:\S+)/g)].at(-1)?.[1];
  if (url === undefined) throw new Error(`No inspector is named in ${logFile}`);
  const socket = new WebSocket(url);
  const fault = new Promise<never>((_, reject) => socket.addEventListener('error', () => reject(new Error(`${url} cannot be reached`))));
  const answers = new Map<number, (result: unknown) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id: number; result: unknown };
    answers.get(id)?.(result);
  });
  const call = (id: number, method: string): Promise<unknown> =>
    new Promise((resolve) => {
      answers.set(id, resolve);
      socket.send(JSON.stringify({ id, method }));
    });
  try {
    await Promise.race([fault, new Promise((resolve) => socket.addEventListener('open', resolve))]);
    // Twice: what the first round only makes unreachable, the second collects.
    for (const id of [1, 2]) await Promise.race([fault, call(id, 'HeapProfiler.collectGarbage')]);
    const { usedSize } = (await Promise.race([fault, call(3, 'Runtime.getHeapUsage')])) as { usedSize: number };
    return usedSize;
  } finally {
    socket.close();
  }
}
