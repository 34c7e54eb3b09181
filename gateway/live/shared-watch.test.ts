import type { Caller } from '#libs/platform/access/caller';
import { eventually } from '#test/kit/eventually';
import { endStages, first, idsIn, owner, placeIn, stage } from '#test/kit/live-stage';
import type { GraphResult } from '../apollo';
import { liveLimits } from './live-limits';

afterEach(endStages);

describe('streams that share their answers', () => {
  it('whose caller nobody names keep the others not waiting, and are to come back with a reason after 30 s', async () => {
    const { open, tell, state, live } = await stage();
    let isNamed = true;
    const never = new Promise<Caller>(() => undefined);
    const [other, unnamed] = [await open(), await open({ who: () => (isNamed ? Promise.resolve(owner) : never) })];
    await Promise.all([first(other), first(unnamed)]);
    isNamed = false;
    tell('session-ended', 11);
    await eventually(() => expect(idsIn(other)).toEqual(['session-ended 11']), { timeoutMs: 2 * liveLimits.rightsMs });
    expect([idsIn(unnamed), unnamed.isOver]).toEqual([[], false]);
    state.now += liveLimits.untoldMs;
    await eventually(() => expect(unnamed.isOver).toBe(true));
    const { id, data } = unnamed.events.at(-1)!;
    expect([id, data?.errors?.[0]?.extensions.code]).toEqual([undefined, 'SERVICE_UNAVAILABLE']);
    expect(unnamed.comments.at(-1)).toMatch(/^retry: \d+$/);
    expect([other.isOver, live.size]).toEqual([false, 1]);
  }, 20_000);

  it('are told what happened though a state was never answered', async () => {
    const { open, tell, state, asked } = await stage();
    const client = await open();
    await first(client);
    state.answer = () => new Promise<GraphResult>(() => undefined);
    tell('session-ended', 11);
    await eventually(() => expect(asked).toHaveLength(2));
    state.answer = () => ({ data: { shop: 'answered' } });
    const isTold = (): void => expect(client.events.at(-1)?.data?.data?.boardChanged.shop).toBe('answered');
    await eventually(isTold, { timeoutMs: liveLimits.executionMs + 5_000 });
    expect(placeIn(client.events.at(-1)?.id)).toMatchObject({ 'session-ended': [1, 11] });
  }, 20_000);

  it('are told what happened though an event could not be made of it at first', async () => {
    const { open, tell, state } = await stage();
    const client = await open();
    await first(client);
    state.answer = () => {
      state.answer = () => ({ data: { shop: 'sound' } });
      return { data: { shop: 1n } };
    };
    tell('session-ended', 11);
    await eventually(() => expect(idsIn(client)).toEqual(['session-ended 11']));
    expect(client.events.at(-1)?.data?.data?.boardChanged.shop).toBe('sound');
  });
});
