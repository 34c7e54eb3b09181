import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { turnSocket } from './turn-socket';

let server: Server;
let received: string[];

beforeEach(async () => {
  received = [];
  server = createServer((socket) => socket.on('data', (data) => void received.push(data.toString()))).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => void server.close());

it('sends all of a turn in one write, in order, and of another turn in another', async () => {
  const socket = turnSocket();
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const writes = jest.spyOn(socket, '_writev' as never);
  socket.write('one ');
  socket.cork();
  socket.write('two ');
  socket.uncork();
  await Promise.resolve();
  socket.write('three ');
  await new Promise(setImmediate);
  expect(writes).toHaveBeenCalledTimes(1);
  socket.write('four');
  socket.write('.');
  await new Promise(setImmediate);
  expect(writes).toHaveBeenCalledTimes(2);
  socket.end();
  await once(socket, 'close');
  expect(received.join('')).toBe('one two three four.');
});
