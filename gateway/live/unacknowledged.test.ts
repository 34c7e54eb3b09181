import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { eventually } from '#test/kit/eventually';
import { itWhere } from '#test/kit/where';
import { connectionName, readUnacknowledged, unacknowledgedIn } from './unacknowledged';

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const line = (local: string, remote: string, queue: string) =>
  `   0: ${local} ${remote} 01 ${queue}:00000000 01:00000014 00000000     0        0 296381 1 000000001c7595b1 20 4 30 10 -1`;

describe('the table of connections', () => {
  it.each([
    ['127.0.0.1', '0100007F:0FA0', '0100007F:C350', '4000 127.0.0.1 50000'],
    ['192.0.2.7', '0100007F:0FA0', '070200C0:C350', '4000 192.0.2.7 50000'],
    ['::1', '0'.repeat(24) + '01000000:0FA0', '0'.repeat(24) + '01000000:C350', '4000 ::1 50000'],
    ['a mapped address', '0'.repeat(24) + '01000000:0FA0', '0000000000000000FFFF0000070200C0:C350', '4000 ::ffff:192.0.2.7 50000'],
    ['2001:db8::7', '0'.repeat(24) + '01000000:0FA0', 'B80D0120000000000000000007000000:C350', '4000 2001:db8::7 50000'],
  ])('names who is at %s as Node does', (_what, local, remote, name) => {
    expect(unacknowledgedIn([head, line(local, remote, '0000001A'), ''].join('\n'))).toEqual([[name, 26]]);
  });

  it('leaves out those of whom nothing is awaited', () => {
    expect(unacknowledgedIn([head, line('0100007F:0FA0', '0100007F:C350', '00000000')].join('\n'))).toEqual([]);
    expect(unacknowledgedIn('')).toEqual([]);
  });

  itWhere(process.platform === 'linux', 'only Linux tells what was not acknowledged')(
    'tells of a client that takes nothing more, and not of one that does',
    async () => {
      const sockets: Socket[] = [];
      const server = createServer((socket) => void sockets.push(socket));
      await new Promise<void>((resolve) => server.listen(0, resolve));
      const { port } = server.address() as AddressInfo;
      const [idle, reading] = [connect(port, '127.0.0.1').pause(), connect(port, '::1').resume()];
      await eventually(() => expect(sockets).toHaveLength(2));
      for (const socket of sockets) socket.write(Buffer.alloc(8 * 1024 * 1024));
      const [waits, reads] = [idle, reading].map((client) => sockets.find(({ remotePort }) => remotePort === client.localPort)!);
      await eventually(() => expect(reads?.writableLength).toBe(0));
      await eventually(async () => {
        const known = await readUnacknowledged();
        expect([known.get(connectionName(waits!)), known.get(connectionName(reads!))]).toEqual([expect.any(Number), undefined]);
      });
      for (const socket of [idle, reading, ...sockets]) socket.destroy();
      server.close();
    },
  );
});
