import { assignments } from './assignments';
import { checkLine, check } from './check';
import { checkCapacity, checkSingleAssignee } from './check-assignments';
import { checkOutcomes, type PlayedContact } from './check-outcomes';
import { checkSequences } from './check-sequences';
import { shopFacts } from './shop-facts';
import { at, StoryBuilder } from '#test/kit/story-builder';

const story = (): StoryBuilder => new StoryBuilder();
const assignmentsOf = (told: StoryBuilder) => assignments(shopFacts(told.log));

describe('contacts = sessions = outcomes', () => {
  const played: PlayedContact[] = [
    { contactId: 'c1', sessionId: 's1', outcome: 'served' },
    { contactId: 'c2', sessionId: 's2', outcome: 'left' },
  ];
  const whole = (): StoryBuilder => story().started('s1', 0).started('s2', 1).closed('s1', 9).closed('s2', 3, { reason: 'BUYER_LEFT' });

  test('holds when each session began and ended once, as the client saw it', () => {
    expect(checkOutcomes(2, played, shopFacts(whole().log))).toMatchObject({
      ok: true,
      detail: expect.stringContaining('1 served + 1 left'),
    });
  });

  test('INV-3 a copy of an event in the log counts once', () => {
    const { log } = whole();
    expect(checkOutcomes(2, played, shopFacts([...log, ...log])).ok).toBe(true);
  });

  test.each([
    ['a session that never ended', story().started('s1', 0).started('s2', 1).closed('s1', 9)],
    ['a session that ended twice', whole().closed('s1', 10)],
    ['a session more than contacts', whole().started('s3', 2).closed('s3', 3)],
    ['another outcome than the client saw', story().started('s1', 0).started('s2', 1).closed('s1', 9).closed('s2', 3)],
  ])('fails on %s', (_what, told) => {
    expect(checkOutcomes(2, played, shopFacts(told.log)).ok).toBe(false);
  });

  test('fails on a contact whose end nobody saw', () => {
    expect(checkOutcomes(3, played, shopFacts(whole().log)).ok).toBe(false);
  });
});

describe('no agent above capacity', () => {
  test('INV-2 a slot that is freed may be given away in the same millisecond', () => {
    const told = story().assigned('s1', 'A', 0).closed('s1', 5).assigned('s2', 'A', 5);
    expect(checkCapacity(assignmentsOf(told)).ok).toBe(true);
  });

  test('INV-2 two sessions at once on a capacity of one are found, though each event claims a load of one', () => {
    const told = story().assigned('s1', 'A', 0).assigned('s2', 'A', 4).closed('s1', 5);
    expect(checkCapacity(assignmentsOf(told))).toMatchObject({ ok: false, detail: expect.stringContaining('agent A had 2 of 1') });
  });

  test('INV-2 a load above the capacity in the event itself is found', () => {
    expect(checkCapacity(assignmentsOf(story().assigned('s1', 'A', 0, { load: 2 }))).ok).toBe(false);
  });

  test('INV-2 an excess with a cause is allowed, and no capacity is no limit', () => {
    const told = story()
      .assigned('s1', 'A', 0)
      .assigned('s2', 'A', 1, { load: 2, over: 'RETURNING' })
      .assigned('s3', 'B', 1, { capacity: null, load: 9 });
    expect(checkCapacity(assignmentsOf(told)).ok).toBe(true);
  });

  test('an assignment that met a closed session took no slot', () => {
    const told = story().closed('s1', 1, { reason: 'BUYER_LEFT' }).assigned('s1', 'A', 2).assigned('s2', 'A', 3);
    expect(checkCapacity(assignmentsOf(told)).ok).toBe(true);
  });
});

describe('no session with two agents', () => {
  test('a second agent while the first still has the session is found', () => {
    expect(checkSingleAssignee(assignmentsOf(story().assigned('s1', 'A', 0).assigned('s1', 'B', 1))).ok).toBe(false);
  });

  test('a session handed from one agent to the next is fine', () => {
    const told = story().assigned('s1', 'A', 0).assigned('s1', 'B', 1, { previousAgentId: 'A' }).closed('s1', 2);
    expect(checkSingleAssignee(assignmentsOf(told)).ok).toBe(true);
    expect(assignmentsOf(told).map(({ toMs }) => toMs)).toEqual([Date.parse(at(1)), Date.parse(at(2))]);
  });
});

describe('sequences without gaps', () => {
  const { log } = story().started('s1', 0).started('s2', 1).closed('s1', 2).started('s3', 3);

  test('each stream counts for itself, and duplicates are counted as such', () => {
    expect(checkSequences([...log, ...log.slice(1, 2)])).toMatchObject({
      ok: true,
      detail: 'session-started 3, session-closed 1; 1 duplicates',
    });
  });

  test.each([
    ['a gap', log.filter((event) => event.id !== 'session-started-2')],
    ['another order', [...log].reverse()],
    ['a number given twice', [...log, { ...log[0]!, id: 'other' }]],
    ['a new incarnation', [...log, { ...log[0]!, id: 'other', incarnation: 2 }]],
  ])('%s is found', (_what, bad) => {
    expect(checkSequences(bad).ok).toBe(false);
  });
});

test('a check shows its first findings and how many more there are', () => {
  expect(checkLine(check('name', ['a', 'b', 'c', 'd', 'e'], 'fine'))).toBe('  FAILED  name: a; b; c; and 2 more');
  expect(checkLine(check('name', [], 'fine'))).toBe('  ok      name: fine');
});
