import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { watchSockets } from './watched-sockets';

let server: Server;
let accepted: Socket[];

beforeEach(async () => {
  accepted = [];
  server = createServer((socket) => void accepted.push(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => void server.close());

async function open() {
  const sockets = watchSockets(({ host, port }) => connect({ host, port }));
  const { port } = server.address() as AddressInfo;
  const socket = sockets.factory({ host: '127.0.0.1', port, ssl: undefined as never, onConnect: () => undefined }) as Socket;
  socket.on('error', () => undefined).resume();
  await Promise.all([once(socket, 'connect'), accepted.length > 0 ? undefined : once(server, 'connection')]);
  return { sockets, socket };
}

it.each<[string, (socket: Socket) => unknown]>([
  ['ends', (socket) => socket.end()],
  ['resets', (socket) => socket.resetAndDestroy()],
])('a connection that the broker %s counts once', async (_, breakIt) => {
  const { sockets, socket } = await open();
  breakIt(accepted[0]!);
  await new Promise((resolve) => socket.once('close', resolve));
  expect(sockets.broken()).toBe(1);
});

it('one that we close ourselves does not', async () => {
  const { sockets, socket } = await open();
  accepted[0]!.resume();
  socket.end();
  await new Promise((resolve) => socket.once('close', resolve));
  expect(sockets.broken()).toBe(0);
});
