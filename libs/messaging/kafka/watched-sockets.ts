import type { Socket } from 'node:net';
import type { ISocketFactory } from 'kafkajs';

/** Watches the connections to brokers: how many of them a broker has broken. It was started anew, or lost, and may have lost what it had not synced. */
export function watchSockets(make: ISocketFactory): { readonly factory: ISocketFactory; readonly broken: () => number } {
  let broken = 0;
  const factory: ISocketFactory = (address) => {
    const socket = make(address) as Socket;
    socket.once('connect', () => {
      const note = (): void => {
        if (socket.writableEnded) return;
        broken += 1;
        socket.off('end', note).off('error', note);
      };
      socket.once('end', note).once('error', note);
    });
    return socket;
  };
  return { factory, broken: () => broken };
}
