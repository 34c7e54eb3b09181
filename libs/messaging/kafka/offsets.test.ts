import { createOffsets } from './offsets';

function recorded() {
  const commits: { topic: string; partition: number; offset: string }[][] = [];
  return { commits, offsets: createOffsets({ commitOffsets: (batch) => Promise.resolve(void commits.push(batch as never)) }) };
}

it('never commits an offset ahead of an event that is not applied', async () => {
  const { commits, offsets } = recorded();
  const [first, second, third] = ['7', '8', '9'].map((offset) => offsets.track('t', 0, offset));
  third!();
  second!();
  await offsets.commit();
  expect(commits).toEqual([]);
  first!();
  await offsets.commit();
  expect(commits).toEqual([[{ topic: 't', partition: 0, offset: '10' }]]);
});

it('keeps partitions apart and writes each position once', async () => {
  const { commits, offsets } = recorded();
  offsets.track('t', 0, '1')();
  offsets.track('t', 1, '5');
  await offsets.commit();
  await offsets.commit();
  expect(commits).toEqual([[{ topic: 't', partition: 0, offset: '2' }]]);
});
