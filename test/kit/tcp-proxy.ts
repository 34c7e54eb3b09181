import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A line between clients and a server that a test may cut. */
export interface TcpProxy {
  readonly port: number;
  /** Breaks all connections; new ones are taken. */
  cut(): void;
  /** Breaks all connections and takes none until `mend`. */
  down(): void;
  mend(): void;
  stop(): Promise<void>;
}

/** Passes every connection on to a port of this machine. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let isDown = false;
  const server = createServer((client) => {
    if (isDown) return void client.destroy();
    const upstream = connect(target, '127.0.0.1');
    const ends = [client, upstream] as const;
    for (const [at, end] of ends.entries()) {
      open.add(end);
      end.on('error', () => undefined);
      end.once('close', () => {
        open.delete(end);
        ends[1 - at]?.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => open.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    down: () => {
      isDown = true;
      cut();
    },
    mend: () => {
      isDown = false;
    },
    stop: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
