import type { Tx } from '#libs/platform/database/database';
import { joinFeatures } from './join-features';
import type { Worker } from './run-service';

const worker = (name: string): Worker => ({ name, start: () => undefined, stop: () => Promise.resolve() });
const caller = { subject: 'x', roles: [], shop: null, account: null } as never;

it('a service is the sum of what its features name', () => {
  const parts = joinFeatures<{ a: number; b: number }>(
    { resolvers: { Query: { one: () => 1 } }, extra: () => ({ a: 1 }), workers: [worker('first')] },
    { resolvers: { Query: { two: () => 2 } }, extra: () => ({ b: 2 }), workers: [worker('second')], pauseMs: 200 },
  );
  expect(Object.keys((parts.resolvers as { Query: object }).Query)).toEqual(['one', 'two']);
  expect(parts.extra(caller)).toEqual({ a: 1, b: 2 });
  expect(parts.workers.map(({ name }) => name)).toEqual(['first', 'second']);
  expect([parts.pauseMs, parts.retention, parts.consumes]).toEqual([200, [], { handlers: {} }]);
});

it('features that listen to one topic are told in turn', async () => {
  const told: string[] = [];
  const hear = (name: string) => async (): Promise<void> => {
    await Promise.resolve();
    told.push(name);
  };
  const { consumes } = joinFeatures(
    { handlers: { 'shop-changed': hear('first') } },
    { handlers: { 'shop-changed': hear('second'), 'session-ended': hear('other') } },
  );
  if (!('handlers' in consumes)) throw new Error('no handlers');
  await consumes.handlers['shop-changed']?.({} as Tx, []);
  expect([told, Object.keys(consumes.handlers)]).toEqual([
    ['first', 'second'],
    ['shop-changed', 'session-ended'],
  ]);
});

it('where one feature takes all events, no other may listen', () => {
  const consumes = { topics: [], take: () => Promise.resolve() };
  expect(joinFeatures({ consumes }).consumes).toBe(consumes);
  expect(() => joinFeatures({ consumes }, { handlers: {} })).toThrow('no other may listen');
});
