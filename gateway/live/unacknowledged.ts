import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

/** Names a connection by both its ends, as `readUnacknowledged` does. */
export const connectionName = ({ localPort, remoteAddress, remotePort }: Socket): string => `${localPort} ${remoteAddress} ${remotePort}`;

/**
 * How many bytes of each connection of this machine were sent and not acknowledged by the other end yet, as Linux tells. A client that has vanished without a word
 * acknowledges nothing, and the system itself gives it up after a quarter of an hour only. Where there is no such table, nothing is known.
 */
export async function readUnacknowledged(): Promise<ReadonlyMap<string, number>> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')));
  return new Map(tables.flatMap(unacknowledgedIn));
}

/** Reads a table: `sl local_address rem_address st tx_queue:rx_queue …`, all in hexadecimal digits. */
export function unacknowledgedIn(table: string): (readonly [connection: string, bytes: number])[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', remote = '', , queues = ''] = line.trim().split(/\s+/);
      const bytes = parseInt(queues, 16);
      const [address = '', port = ''] = remote.split(':');
      return bytes > 0 ? [[`${parseInt(local.split(':')[1] ?? '', 16)} ${addressOf(address)} ${parseInt(port, 16)}`, bytes]] : [];
    });
}

/** Four bytes at a time stand in the order of the machine, which is little-endian wherever we run. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => [...Buffer.from(word, 'hex').reverse()]);
  const dotted = bytes.slice(-4).join('.');
  if (bytes.length === 4) return dotted;
  if (/^0{20}ffff/i.test(Buffer.from(bytes).toString('hex'))) return `::ffff:${dotted}`;
  const full = Buffer.from(bytes).toString('hex').match(/.{4}/g)?.join(':') ?? '';
  return new URL(`http://[${full}]`).hostname.slice(1, -1);
}
