import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { commandLineOf } from './process-identity';

const listening = '0A';

/** The socket inodes that listen on a port, from the text of /proc/net/tcp or tcp6 (columns: slot, local address, peer, state, …, inode). */
export function listeningInodes(table: string, port: number): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(`:${wanted}`) && columns[3] === listening)
    .flatMap((columns) => columns[9] ?? []);
}

/** Who listens on a port, for a person to read: `node (process 4711)`; undefined when it cannot be seen. */
export function portOwner(port: number): string | undefined {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map(readOrEmpty);
  const sockets = new Set(tables.flatMap((table) => listeningInodes(table, port)).map((inode) => `socket:[${inode}]`));
  if (sockets.size === 0) return undefined;
  const pid = listOrEmpty('/proc').find((entry) => /^\d+$/.test(entry) && holdsOneOf(entry, sockets));
  if (pid === undefined) return undefined;
  return `${readableCommand(commandLineOf(Number(pid)))} (process ${pid})`;
}

const longestArgument = 100;

/** The program and what it was asked to run, without options and class paths: `node dist/gateway/main.js`. */
export function readableCommand([program = 'a process', ...args]: readonly string[]): string {
  const telling = args.filter((argument) => !argument.startsWith('-') && argument.length <= longestArgument);
  return [basename(program), ...telling.slice(0, 2)].join(' ');
}

function holdsOneOf(pid: string, sockets: ReadonlySet<string>): boolean {
  return listOrEmpty(`/proc/${pid}/fd`).some((descriptor) => {
    try {
      return sockets.has(readlinkSync(`/proc/${pid}/fd/${descriptor}`));
    } catch {
      return false;
    }
  });
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function listOrEmpty(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
