import { createWaitingRoom } from './waiting-room';

describe('the waiting room', () => {
  test('tells each one who waits of its agent, and asks no more when nobody waits', async () => {
    let polls = 0;
    const lists = [[], [{ sessionId: 's2', agentId: 'A' }], [{ sessionId: 's1', agentId: 'B' }]];
    const room = createWaitingRoom(() => Promise.resolve(lists[polls++] ?? []), 1);
    const both = await Promise.all([room.untilActive('s1'), room.untilActive('s2')]);
    expect(both.map((session) => session.agentId)).toEqual(['B', 'A']);
    expect([polls, room.size()]).toEqual([3, 0]);
  });

  test('asks again for the next one', async () => {
    const room = createWaitingRoom(() => Promise.resolve(['s1', 's2'].map((sessionId) => ({ sessionId, agentId: 'A' }))), 1);
    await room.untilActive('s1');
    await expect(room.untilActive('s2')).resolves.toMatchObject({ agentId: 'A' });
  });

  test('who is forgotten does not keep it looking; closing rejects who still waits', async () => {
    const room = createWaitingRoom(() => Promise.resolve([]), 1);
    void room.untilActive('s1');
    const other = room.untilActive('s2');
    room.forget('s1');
    room.close(new Error('over'));
    await expect(other).rejects.toThrow('over');
    expect(room.size()).toBe(0);
  });

  test('a list that cannot be had is told to who waits', async () => {
    const room = createWaitingRoom(() => Promise.reject(new Error('gateway down')), 1);
    await expect(room.untilActive('s1')).rejects.toThrow('gateway down');
  });
});
