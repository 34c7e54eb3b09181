import type { Socket } from 'node:net';

/**
 * Connections on which a request has begun to arrive and not ended, by address. When an address has more than `limit` of them, its oldest is closed:
 * a request takes milliseconds to arrive, so the oldest is the one that hangs, and the newest is never turned away.
 */
export class UnfinishedRequests {
  private readonly addressOf = new Map<Socket, string>();
  private readonly open = new Map<string, Set<Socket>>();

  constructor(private readonly limit: number) {}

  begin(socket: Socket, address: string): void {
    if (this.addressOf.get(socket) !== address) this.end(socket);
    const ofAddress = this.open.get(address) ?? new Set();
    this.open.set(address, ofAddress.add(socket));
    this.addressOf.set(socket, address);
    const [oldest] = ofAddress;
    if (oldest === undefined || ofAddress.size <= this.limit) return;
    this.end(oldest);
    oldest.destroy();
  }

  end(socket: Socket): void {
    // A closed socket no longer knows its address.
    const address = this.addressOf.get(socket);
    if (address === undefined) return;
    this.addressOf.delete(socket);
    const ofAddress = this.open.get(address);
    ofAddress?.delete(socket);
    if (ofAddress?.size === 0) this.open.delete(address);
  }
}
