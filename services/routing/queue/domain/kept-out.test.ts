import { newId } from '#libs/platform/process/ids';
import { keptOut, withPassed, withTried } from './kept-out';
import { poolKey, readPool, type PoolParts } from './pool-key';
import { unknownFacts, type Tried } from './waiting-entry';

const tried = (agentId: string): Tried => ({ agentId, how: 'MISSED' });
const ids = (count: number): string[] => Array.from({ length: count }, () => newId());
const others = { kind: 'ALL', of: '', channel: null, awaits: null, slots: 1, needs: null } as const;

/** As long as what comes before those who are kept out can be. */
const longest: Omit<PoolParts, 'passedBy' | 'tried'> = {
  ...others,
  ...{ kind: 'CROWD', of: '买'.repeat(100), channel: '渠'.repeat(50), slots: 10 },
  needs: { skills: ['一', '二', '三'].map((name) => ({ name: name.repeat(20), level: 5 })), language: 'zh-Hant-TW' },
};

it('RTE-28 of those who were tried the latest 250 are kept, each once', () => {
  const all = ids(251).reduce<readonly Tried[]>((kept, id) => withTried(kept, tried(id)), []);
  expect(all).toHaveLength(250);
  const again = withTried(all, { agentId: all[0]!.agentId, how: 'DECLINED' });
  expect([again.length, again[0], again.at(-1)]).toEqual([250, all[1], { agentId: all[0]!.agentId, how: 'DECLINED' }]);
  expect(ids(25).reduce<readonly string[]>(withPassed, [])).toHaveLength(20);
});

it.each([
  ['an ordinary pool', others, 0, 250, 0, 250],
  ['beside who gave it back', others, 20, 250, 20, 182],
  ['the longest pool there is', longest, 20, 250, 20, 44],
] as const)('RTE-28 %s names as many as its key has room for, the latest ones', (_which, pool, passed, count, namedPassed, named) => {
  const facts = { ...unknownFacts, passedBy: ids(passed), tried: ids(count).map(tried) };
  const parts = { ...pool, ...keptOut(facts, pool) };
  expect([parts.passedBy.length, parts.tried.length]).toEqual([namedPassed, named]);
  expect(parts.tried).toEqual(facts.tried.slice(-named).map(({ agentId }) => agentId.slice(-8)));
  const key = poolKey({ ...parts, awaits: newId() });
  expect(Buffer.byteLength(key)).toBeLessThanOrEqual(2_640);
  expect(readPool(key).tried).toHaveLength(named);
});
