import type { Writable } from 'node:stream';

const gathering = new WeakSet<Writable>();

/**
 * What is written to the stream until the end of this turn of the event loop leaves as one write. The driver writes each statement by itself, and the system
 * call and the server's waking up for each would cost more than most statements do.
 */
export function gatherWrites(stream: Writable): void {
  if (gathering.has(stream)) return;
  gathering.add(stream);
  stream.cork();
  process.nextTick(() => {
    gathering.delete(stream);
    stream.uncork();
  });
}
