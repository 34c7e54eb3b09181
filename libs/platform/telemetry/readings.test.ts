import { instruments } from './instruments';
import { count, observe, onScrape, readings } from './readings';

/** The values of an instrument, by its labels. */
async function valuesOf(name: string): Promise<Record<string, number>> {
  const lines = (await readings(0)).split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return Object.fromEntries(
    lines.map((line) => [line.slice(name.length, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

it('counts and measures by what is declared', async () => {
  count('jiedai_requests_total', { outcome: 'OK' });
  count('jiedai_requests_total', { outcome: 'OK' });
  count('jiedai_requests_total', { outcome: 'FORBIDDEN' });
  observe('jiedai_flight_size', { flights: 'events' }, 7);
  expect(await valuesOf('jiedai_requests_total')).toEqual({ '{outcome="OK"}': 2, '{outcome="FORBIDDEN"}': 1 });
  expect(await valuesOf('jiedai_flight_size_sum')).toEqual({ '{flights="events"}': 7 });
});

it('reads a gauge when it is asked for, from all its sources, and leaves out one that fails or has ended', async () => {
  let asked = 0;
  const ends = [
    onScrape('jiedai_database_waiting', () => [{ labels: { pool: 'a' }, value: (asked += 1) }]),
    onScrape('jiedai_database_waiting', () => Promise.resolve([{ labels: { pool: 'b' }, value: 5 }])),
    onScrape('jiedai_database_waiting', () => Promise.reject(new Error('away'))),
  ];
  expect(await valuesOf('jiedai_database_waiting')).toEqual({ '{pool="a"}': 1, '{pool="b"}': 5 });
  ends[1]?.();
  expect(await valuesOf('jiedai_database_waiting')).toEqual({ '{pool="a"}': 2 });
  ends.forEach((end) => end());
  expect(await valuesOf('jiedai_database_waiting')).toEqual({});
});

it('a gauge that nobody reads here is not there, rather than 0', async () => {
  expect(await valuesOf('jiedai_queue_length')).toEqual({});
  const end = onScrape('jiedai_queue_length', () => [{ labels: {}, value: 0 }]);
  expect(await valuesOf('jiedai_queue_length')).toEqual({ '': 0 });
  end();
});

it('those who ask within a while are answered by one look', async () => {
  let looks = 0;
  const end = onScrape('jiedai_streams', () => [{ labels: {}, value: (looks += 1) }]);
  await readings(0);
  await Promise.all([readings(60_000), readings(60_000)]);
  expect(looks).toBe(1);
  end();
});

it('no label can hold an id', () => {
  const labels = new Set(Object.values(instruments).flatMap((instrument): readonly string[] => instrument.labels));
  expect([...labels].sort()).toEqual(['estimate', 'flights', 'for', 'outcome', 'pool', 'reason', 'state', 'subgraph', 'topic']);
});
