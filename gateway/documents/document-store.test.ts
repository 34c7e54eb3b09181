import { parse } from 'graphql';
import { limits } from '../limits';
import { DocumentStore } from './document-store';

it('ever new queries do not grow what is remembered: the oldest are forgotten, registered documents never', async () => {
  const registered = parse('{ viewer { id } }');
  const store = new DocumentStore({ documentOf: (hash) => (hash === 'registered' ? registered : undefined) }, limits.queryMemory);
  const text = (n: number): string => `query Q${n} { shop(id: "s") { ${'sessions { totalCount } '.repeat(40)} } }`;
  const keys = [...Array(1_000).keys()].map((n) => `schema:${n}`);
  for (const [n, key] of keys.entries()) await store.set(key, parse(text(n)));
  const kept = await Promise.all(keys.map(async (key) => (await store.get(key)) !== undefined));
  const most = Math.floor(limits.queryMemory / text(100).length);
  expect(most).toBeLessThan(600);
  expect(Math.abs(kept.filter(Boolean).length - most)).toBeLessThan(3);
  expect([kept[0], kept.at(-1)]).toEqual([false, true]);
  expect(await store.get('schema:registered')).toBe(registered);
});
