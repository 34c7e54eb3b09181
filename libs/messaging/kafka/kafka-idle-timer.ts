import RequestQueue from 'kafkajs/src/network/requestQueue';

const original = RequestQueue.prototype.scheduleCheckPendingRequests;

/** What the correction relies on; a kafkajs that is written otherwise must be read again, not patched blindly. */
const expected = ['this.throttledUntil', 'this.throttleCheckTimeoutId', 'this.pending.length', 'setTimeout'];

/**
 * kafkajs re-arms a 1 ms timer per connection for ever, with nothing pending: 4.7 % of a core per idle process (ADR 13).
 * A check is only due when something is pending, and then it is scheduled by whoever made it pending.
 */
export function correctIdleTimer(): void {
  const source = String(original);
  if (typeof original !== 'function' || !expected.every((piece) => source.includes(piece))) {
    throw new Error('kafkajs has changed its request queue: read libs/messaging/kafka/kafka-idle-timer.ts again');
  }
  RequestQueue.prototype.scheduleCheckPendingRequests = function scheduleWhenPending(this: { pending: readonly unknown[] }): void {
    if (this.pending.length > 0) original.call(this);
  };
}
