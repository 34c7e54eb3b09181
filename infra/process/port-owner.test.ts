import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { listeningInodes, portOwner, readableCommand } from './port-owner';

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0FA0 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 41041 1 0000000000000000 100 0 0 10 0
   1: 0100007F:0FA0 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 41042 1 0000000000000000 20 4 30 10 -1
   2: 0100007F:2384 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 41043 1 0000000000000000 100 0 0 10 0
`;

describe('the owner of a port', () => {
  test('takes listening sockets of that port only', () => {
    expect(listeningInodes(table, 4000)).toEqual(['41041']);
    expect(listeningInodes(table, 9092)).toEqual(['41043']);
    expect(listeningInodes(table, 4001)).toEqual([]);
  });

  test('is told by program and what it runs', () => {
    expect(readableCommand(['/usr/bin/node', '--enable-source-maps', 'dist/gateway/main.js'])).toBe('node dist/gateway/main.js');
    expect(readableCommand(['java', '-Xmx256m', '-cp', 'a.jar:'.repeat(40), 'kafka.Kafka', '/k/server.properties'])).toBe(
      'java kafka.Kafka /k/server.properties',
    );
    expect(readableCommand([])).toBe('a process');
  });

  test('names the process that holds it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    expect(portOwner((server.address() as AddressInfo).port)).toContain(`(process ${process.pid})`);
    server.close();
  });
});
