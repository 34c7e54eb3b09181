import { topics, type Positions, type Topic } from '#libs/contracts/index';
import type { FactNote } from '#libs/messaging/feed/index';
import { ShopMemory } from './shop-memory';

const none = Object.fromEntries(topics.map((topic) => [topic, [1, 0]])) as unknown as Positions;

const note = (topic: Topic, seq: number, more: Partial<FactNote> = {}): FactNote => ({
  type: 'recorded',
  topic,
  shopId: 'shop',
  subject: `${topic} ${seq}`,
  incarnation: 1,
  seq,
  value: '{}',
  ...more,
});

function memoryAt(positions: Positions): ShopMemory {
  const memory = new ShopMemory();
  memory.begin({ ...none, ...positions });
  return memory;
}

const hearAll = (memory: ShopMemory, from: number, to: number, at = 0): void => {
  for (let seq = from; seq <= to; seq += 1) expect(memory.hear(note('session-ended', seq), at)).toBe('next');
};

const idsSince = (memory: ShopMemory, positions: Positions): readonly string[] | undefined =>
  memory.since({ ...none, ...positions })?.map(({ id }) => id);

describe('what is remembered of a shop', () => {
  it('is what came after a cursor, as long as nothing before it is forgotten', () => {
    const memory = memoryAt({ 'session-ended': [1, 5] });
    hearAll(memory, 6, 8);
    expect(idsSince(memory, { 'session-ended': [1, 6] })).toEqual(['session-ended 7', 'session-ended 8']);
    expect(idsSince(memory, { 'session-ended': [1, 5] })).toHaveLength(3);
    expect(idsSince(memory, { 'session-ended': [1, 8] })).toEqual([]);
    expect(idsSince(memory, { 'session-ended': [1, 4] })).toBeUndefined();
    expect(memory.positions()).toMatchObject({ 'session-ended': [1, 8], 'shop-changed': [1, 0] });
  });

  it('has no hole: a number that is missing, another incarnation and an unknown stream begin anew', () => {
    const memory = memoryAt({ 'session-ended': [1, 5] });
    hearAll(memory, 6, 7);
    expect(memory.hear(note('session-ended', 9), 0)).toBe('gap');
    expect(idsSince(memory, { 'session-ended': [1, 7] })).toBeUndefined();
    expect(idsSince(memory, { 'session-ended': [1, 9] })).toEqual([]);
    expect(memory.hear(note('session-ended', 1, { incarnation: 2 }), 0)).toBe('gap');
    expect(idsSince(memory, { 'session-ended': [1, 9] })).toBeUndefined();
    expect(memory.hear(note('session-ended', 8), 0)).toBe('old');
    const unknown = new ShopMemory();
    expect(unknown.isComplete).toBe(false);
    expect(unknown.hear(note('session-ended', 1), 0)).toBe('gap');
  });

  it('is no answer to a cursor of an incarnation that was never heard of', () => {
    expect(idsSince(memoryAt({}), { 'session-ended': [2, 1] })).toBeUndefined();
  });

  it('takes nothing for new that came before it began', () => {
    const memory = memoryAt({ 'session-ended': [1, 5] });
    expect(memory.hear(note('session-ended', 5), 0)).toBe('old');
    hearAll(memory, 6, 6);
  });

  it('is the last 1,024 notes, of five minutes at most', () => {
    const memory = memoryAt({});
    hearAll(memory, 1, 1_030);
    expect(memory.size).toBe(1_024);
    expect(idsSince(memory, { 'session-ended': [1, 5] })).toBeUndefined();
    expect(idsSince(memory, { 'session-ended': [1, 6] })).toHaveLength(1_024);
    hearAll(memory, 1_031, 1_031, 500);
    memory.forgetOlder(400);
    expect(idsSince(memory, { 'session-ended': [1, 1_029] })).toBeUndefined();
    expect(idsSince(memory, { 'session-ended': [1, 1_030] })).toEqual(['session-ended 1031']);
  });
});
