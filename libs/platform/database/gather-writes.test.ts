import { Writable } from 'node:stream';
import { gatherWrites } from './gather-writes';

it('what is written within one turn leaves at once, and the next turn begins anew', async () => {
  const writes: string[][] = [];
  const stream = new Writable({
    decodeStrings: false,
    writev: (chunks, done) => {
      writes.push(chunks.map(({ chunk }) => String(chunk)));
      done();
    },
  });
  for (const turn of ['a', 'b']) {
    for (const part of ['1', '2']) {
      gatherWrites(stream);
      stream.write(`${turn}${part}`);
    }
    expect(writes.flat()).not.toContain(`${turn}1`);
    await new Promise(setImmediate);
  }
  expect(writes).toEqual([
    ['a1', 'a2'],
    ['b1', 'b2'],
  ]);
});
