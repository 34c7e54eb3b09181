import { Socket } from 'node:net';

/**
 * A socket that, once connected, sends all that is written within one turn of the event loop at once. A client writes each statement by itself; the
 * system call and the server's waking up for each would cost more than the statements.
 */
export function turnSocket(): Socket {
  const socket = new Socket();
  // Connecting puts the stock `write` back.
  socket.once('connect', () => gatherWrites(socket));
  return socket;
}

function gatherWrites(socket: Socket): void {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  let gathering = false;
  const send = (): void => {
    gathering = false;
    socket.uncork();
  };
  const gather = (...args: unknown[]): boolean => {
    if (!gathering) {
      gathering = true;
      socket.cork();
      process.nextTick(send);
    }
    return write(...args);
  };
  socket.write = gather as typeof socket.write;
}
