import type { ServerResponse } from 'node:http';
import { connectionName } from './unacknowledged';
import { liveLimits } from './live-limits';

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/**
 * Server-Sent Events as `graphql-sse` reads them ("distinct connections"): `next` and `complete`, each whole in one write. While the client takes nothing more,
 * nothing is written, so that what waits for it is one event at most.
 */
export class EventStream {
  private blockedSince: number | undefined;
  private writtenAt: number;
  /** What was acknowledged when last looked, while more is owed, and since when it is no more. */
  private owed: { readonly taken: number; readonly since: number } | undefined;
  private isOpen = true;

  constructor(
    private readonly response: ServerResponse,
    private readonly options: { readonly now: () => number; readonly onWritable: () => void; readonly onClose: () => void },
  ) {
    this.writtenAt = options.now();
    response.socket?.setTimeout(0);
    response.socket?.setNoDelay(true);
    response.on('drain', () => {
      this.blockedSince = undefined;
      if (this.isOpen) options.onWritable();
    });
    response.once('close', () => {
      this.isOpen = false;
      options.onClose();
    });
    response.writeHead(200, headers);
    this.write(`retry: ${reconnectMs}\n\n`);
  }

  get canWrite(): boolean {
    return this.isOpen && this.blockedSince === undefined;
  }

  /** An event; without an id a client that comes back begins anew. `json` is one line. */
  next(json: string, id?: string): void {
    this.write(`event: next\n${id === undefined ? '' : `id: ${id}\n`}data: ${json}\n\n`);
  }

  /** Keeps proxies and the client from giving the connection up, and tells where to go on from; it is no event. */
  ping(id?: string): void {
    this.write(id === undefined ? ':\n\n' : `:\nid: ${id}\n\n`);
  }

  /** How long nothing was written. */
  silentMs(): number {
    return this.options.now() - this.writtenAt;
  }

  isStuck(): boolean {
    return this.blockedSince !== undefined && this.options.now() - this.blockedSince >= liveLimits.unwritableMs;
  }

  /** Under which name the machine knows the connection. */
  get connection(): string {
    return this.response.socket ? connectionName(this.response.socket) : '';
  }

  /** Whether the client has acknowledged nothing of what it was sent for too long; `bytes` are those that it owes now. */
  isVanished(bytes: number | undefined): boolean {
    const { socket } = this.response;
    const taken = socket && bytes !== undefined ? socket.bytesWritten - socket.writableLength - bytes : undefined;
    if (taken === undefined || taken !== this.owed?.taken)
      this.owed = taken === undefined ? undefined : { taken, since: this.options.now() };
    return this.owed !== undefined && this.options.now() - this.owed.since >= liveLimits.vanishedMs;
  }

  /** The stream is over; the client does not come back. */
  complete(json: string): void {
    this.write(`event: next\ndata: ${json}\n\nevent: complete\ndata:\n\n`);
    this.end();
  }

  /** The client comes back after a while of its own, to another process or the next; `json` tells it why, if anything is wrong. */
  goAway(json?: string): void {
    if (json !== undefined) this.next(json);
    this.write(`retry: ${Math.round(500 + Math.random() * 4_500)}\n\n`);
    this.end();
  }

  cut(): void {
    this.isOpen = false;
    this.response.destroy();
  }

  private end(): void {
    this.isOpen = false;
    this.response.end();
    // Whoever does not take the rest is cut.
    setTimeout(() => this.response.destroy(), restMs).unref();
  }

  private write(text: string): void {
    if (!this.isOpen) return;
    this.writtenAt = this.options.now();
    if (!this.response.write(text)) this.blockedSince ??= this.options.now();
  }
}

const [reconnectMs, restMs] = [1_000, 2_000];
