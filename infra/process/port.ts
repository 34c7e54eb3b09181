import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

const host = '127.0.0.1';

/** Why no server could listen on this port of this machine now, as the system's error code; undefined when one could. */
export function portFault(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

export interface PortRange {
  readonly from: number;
  readonly size: number;
}

/** Below the range from which the kernel takes ports for outgoing connections, so that a port that is kept is still free at the next start. */
const usual: PortRange = { from: 20_000, size: 12_000 };

/** As many different free ports as asked for. */
export async function freePorts(count: number, range = usual): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = range.from + randomInt(range.size);
    if (!found.has(port) && (await portFault(port)) === undefined) found.add(port);
  }
  return [...found];
}

/** Whether something accepts connections on the port. */
export function acceptsConnections(port: number, timeoutMs = 1_000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: timeoutMs });
    const done = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', done(true)).once('error', done(false)).once('timeout', done(false));
  });
}
