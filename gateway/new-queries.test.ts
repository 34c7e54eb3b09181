import { NewQueries } from './new-queries';

/** Queries that note when they begin. */
function stage({ turnWaitMs = 60_000, queryMemory = 1_000 } = {}) {
  const queries = new NewQueries({ turnWaitMs, queryMemory });
  const begun: string[] = [];
  const ask = async (caller: string, text: string): Promise<void> => {
    await queries.turn(caller, text);
    begun.push(text);
  };
  return { queries, begun, ask };
}

describe('queries of a new text', () => {
  it('begin one in a turn of the event loop, and callers take turns', async () => {
    const { begun, ask } = stage();
    const all = [ask('a', 'a1'), ask('a', 'a2'), ask('a', 'a3'), ask('b', 'b1')];
    await all[0];
    expect(begun).toEqual(['a1']);
    await Promise.all(all);
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('hold up none whose text is known', async () => {
    const { queries, begun, ask } = stage();
    await ask('a', 'known');
    queries.knows('known');
    const all = [ask('a', 'a1'), ask('a', 'a2'), ask('a', 'known'), ask('b', 'known')];
    await Promise.all(all.slice(2));
    expect(begun).toEqual(['known', 'known', 'known']);
    await Promise.all(all);
  });

  it('are new again when they were refused, and when they are long forgotten', async () => {
    const { queries, begun, ask } = stage({ queryMemory: 12 });
    for (const text of ['refused', 'oldest', 'middle', 'newest']) await ask('a', text);
    for (const text of ['oldest', 'middle', 'newest']) queries.knows(text);
    const [refused, oldest, middle, newest] = ['refused', 'oldest', 'middle', 'newest'].map((text) => ask('a', text));
    await Promise.all([middle, newest]);
    expect(begun.slice(4)).toEqual(['middle', 'newest']);
    await Promise.all([refused, oldest]);
  });

  it('are told to come again when they wait too long', async () => {
    const { ask } = stage({ turnWaitMs: 5 });
    const until = performance.now() + 30;
    const all = Array.from({ length: 3 }, async (_, at) => {
      await ask('a', String(at));
      while (performance.now() < until + 30 * at);
    });
    const outcomes = await Promise.allSettled(all);
    expect(outcomes.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'SERVICE_UNAVAILABLE', retryable: true } });
  });
});
