import { setTimeout as pause } from 'node:timers/promises';
import type { Caller } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import { callerAs } from '#test/kit/caller-as';
import { eventually } from '#test/kit/eventually';
import { board, closedResponse, endStages, first, idsIn, owner, placeIn, reasons, stage, started, usual } from '#test/kit/live-stage';
import { itWhere } from '#test/kit/where';
import { liveLimits } from './live-limits';
import { readUnacknowledged } from './unacknowledged';
import type { Watch } from './watch';

afterEach(endStages);

const onLinux = itWhere(process.platform === 'linux', 'only Linux tells what was not acknowledged');

describe('streams', () => {
  it('of the same rights are answered together, at least as far as was heard', async () => {
    const { open, tell, asked } = await stage();
    const clients = await Promise.all([open(), open(), open()]);
    await Promise.all(clients.map(first));
    const before = asked.length;
    tell('session-ended', 11);
    await eventually(() => expect(clients.map(idsIn)).toEqual(clients.map(() => ['session-ended 11'])));
    expect(asked).toHaveLength(before + 1);
    expect(asked.at(-1)).toMatchObject({ 'session-ended': [1, 11], 'shop-changed': [1, 10] });
    expect(placeIn(clients[0]!.events.at(-1)?.id)).toMatchObject({ 'session-ended': [1, 11] });
  });

  it('of other rights are not', async () => {
    const { open, asked, state } = await stage();
    state.answer = ({ roles }) => ({ data: { shop: roles[0] } });
    const agent = callerAs('AGENT', 's', { account: 'b' });
    const [one, other] = [await open(), await open({ caller: agent, who: () => Promise.resolve(agent) })];
    await Promise.all([first(one), first(other)]);
    expect([one, other].map(({ events }) => events[0]?.data?.data?.boardChanged.shop)).toEqual(['OWNER', 'AGENT']);
    expect(asked).toHaveLength(2);
  });

  it('go over to those of their new rights when these change, and are told the whole state', async () => {
    const { open, tell, state } = await stage();
    state.answer = ({ roles }) => ({ data: { shop: roles[0] } });
    let now = owner;
    const client = await open({ who: () => Promise.resolve(now) });
    await first(client);
    now = callerAs('CS_ADMIN', 's', { account: 'a' });
    tell('session-ended', 11);
    await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT', 'RESYNC']));
    expect(client.events[1]?.data?.data?.boardChanged.shop).toBe('CS_ADMIN');
  });

  it('are told what happens meanwhile with the next event, four times a second at most', async () => {
    const { open, tell, asked } = await stage();
    const client = await open();
    await first(client);
    for (let seq = 11; seq <= 60; seq += 1) {
      tell('message-recorded', seq);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await eventually(() => expect(idsIn(client)).toHaveLength(50));
    expect(asked.length).toBeLessThan(10);
  });

  it('name 500 things that have changed, and beyond that the whole state', async () => {
    const { open, tell } = await stage();
    const client = await open();
    await first(client);
    for (let seq = 11; seq <= 510; seq += 1) tell('message-recorded', seq);
    await eventually(() => expect(idsIn(client)).toHaveLength(500));
    for (let seq = 511; seq <= 1_011; seq += 1) tell('message-recorded', seq);
    await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT', 'CHANGE', 'RESYNC']));
  });

  it('are told the whole state after a missing number, and when nobody knows what was missed', async () => {
    const { open, tell, lose } = await stage();
    const client = await open();
    await first(client);
    tell('session-ended', 12);
    await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT', 'RESYNC']));
    lose();
    await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT', 'RESYNC', 'RESYNC']));
  });

  it('are told the whole state every 30 s while the feed hears nothing', async () => {
    const { open, state } = await stage();
    const client = await open();
    await first(client);
    state.silentMs = liveLimits.silentMs;
    await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT', 'RESYNC']));
    await pause(1_500);
    expect(reasons(client)).toHaveLength(2);
    state.now += liveLimits.silentEveryMs;
    await eventually(() => expect(reasons(client)).toHaveLength(3));
    state.silentMs = 0;
    state.now += liveLimits.silentEveryMs;
    await pause(1_500);
    expect(reasons(client)).toHaveLength(3);
  });

  it('of which a service knew too little are told again, and do not go on from there', async () => {
    const { open, tell, state } = await stage();
    const client = await open();
    await first(client);
    state.answer = () => ({ data: { shop: 'old' }, extensions: { behind: [{ service: 'routing', stream: 'session-ended' }] } });
    tell('session-ended', 11);
    await eventually(() => expect(client.events).toHaveLength(2));
    expect(client.events[1]?.id).toBe(client.events[0]?.id);
    state.answer = () => ({ data: { shop: 'new' } });
    await eventually(() => expect(client.events).toHaveLength(3));
    expect(client.events[2]?.data?.data?.boardChanged).toEqual({ reason: 'CHANGE', changed: [{ id: 'session-ended 11' }], shop: 'new' });
    expect(placeIn(client.events[2]?.id)).toMatchObject({ 'session-ended': [1, 11] });
  });

  it('bear no id while a service does not say how far it is, and are told the whole state when it does', async () => {
    const { open, state } = await stage();
    state.heads = { 'shop-changed': [1, 10] };
    const client = await open();
    await first(client);
    expect(client.events[0]?.id).toBeUndefined();
    state.heads = started;
    await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT', 'RESYNC']));
    expect(placeIn(client.events[1]?.id)).toMatchObject({ 'shop-changed': [1, 10] });
  });

  it('that take nothing more are asked nothing for, and see the newest state when they do', async () => {
    const { open, tell, asked, state } = await stage();
    state.answer = () => ({ data: { shop: `${asked.length} ${'x'.repeat(3_000_000)}` } });
    const client = await open();
    await first(client);
    client.response.pause();
    let seq = 10;
    // Two states fill what lies between: sockets, and one event that waits.
    await eventually(async () => {
      const before = asked.length;
      tell('session-ended', (seq += 1));
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(asked).toHaveLength(before);
    });
    const before = asked.length;
    for (let left = 2_000; left > 0; left -= 1) tell('session-ended', (seq += 1));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(asked).toHaveLength(before);
    client.response.resume();
    await eventually(() => expect(reasons(client).at(-1)).toBe('RESYNC'));
    expect(placeIn(client.events.at(-1)?.id)).toMatchObject({ 'session-ended': [1, seq] });
  });

  it('whose clients have gone before they begin hold no place', async () => {
    const { live, open } = await stage();
    for (let left = liveLimits.streamsPerAccount; left > 0; left -= 1) await live.open(usual, await closedResponse());
    await first(await open());
  });

  it('are cut when they take nothing for 30 s', async () => {
    const { open, tell, state, live } = await stage();
    state.answer = () => ({ data: { shop: 'x'.repeat(20_000_000) } });
    const client = await open();
    client.response.pause();
    await new Promise((resolve) => setTimeout(resolve, 300));
    tell('session-ended', 11);
    expect(live.size).toBe(1);
    state.now += liveLimits.unwritableMs;
    await eventually(() => expect(live.size).toBe(0));
  });

  onLinux('of clients that have vanished are cut within a minute, though all was written; of others that wait, none is', async () => {
    const { open, tell, live, state } = await stage();
    const [vanished, other] = [await open({ name: 'b' }), await open()];
    await Promise.all([first(vanished), first(other)]);
    vanished.response.pause();
    state.answer = () => ({ data: { shop: 'x'.repeat(200_000) } });
    const owes = async (): Promise<boolean> => {
      await pause(200);
      return [...(await readUnacknowledged()).keys()].some((name) => name.endsWith(` ${vanished.response.socket.localPort}`));
    };
    // The client's side of the connection takes some of it in by itself.
    for (let seq = 11; !(await owes()); seq += 1) {
      const { length } = other.events;
      tell('session-ended', seq);
      await eventually(() => expect(other.events.length).toBeGreaterThan(length));
    }
    for (const passed of [liveLimits.vanishedEveryMs, liveLimits.unwritableMs]) {
      state.now += passed;
      await pause(1_100);
      // The stream has nothing left to write.
      expect(live.size).toBe(2);
    }
    // What its side still takes in counts as a sign of life.
    await eventually(
      () => {
        state.now += liveLimits.vanishedMs;
        expect(live.size).toBe(1);
      },
      { everyMs: 1_100 },
    );
    expect(other.isOver).toBe(false);
  });

  it('are told every 15 s that they live, and from where to go on', async () => {
    const { open, tell, state } = await stage();
    const sessionOnly: Watch = { ...board, root: 'sessionChanged', sessionId: 'one', name: 'session' };
    const [silent, visible] = [await open({ watch: sessionOnly }), await open({ heartbeat: true })];
    await eventually(() => expect([silent.events.length, visible.events.length]).toEqual([1, 1]));
    tell('session-ended', 11, 'another');
    await eventually(() => expect(visible.events).toHaveLength(2));
    state.now += liveLimits.heartbeatMs;
    await eventually(() => {
      const [, id] = /^:\nid: (\S+)$/.exec(silent.comments.at(-1)?.trim() ?? '') ?? [];
      expect(placeIn(id)).toMatchObject({ 'session-ended': [1, 11] });
    });
    await eventually(() => expect(visible.events.at(-1)?.data).toEqual({ extensions: { now: '2026-03-02T10:00:00.000Z' } }));
    expect(silent.events).toHaveLength(1);
  });

  it('end when their token does, or when it may no longer have them', async () => {
    const { open, live } = await stage();
    const inactive = new AppError('FORBIDDEN', 'Your account is not active.');
    let isActive = true;
    const who = (): Promise<Caller> => (isActive ? Promise.resolve(owner) : Promise.reject(inactive));
    const [ended, refused] = [await open({ endsAt: Date.now() + 500 }), await open({ who })];
    await eventually(() => expect(ended.isOver).toBe(true));
    expect(ended.events.at(-1)?.data?.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(ended.comments.at(-1)).toBe('event: complete\ndata:');
    isActive = false;
    await eventually(() => expect(refused.isOver).toBe(true));
    expect(refused.events.at(-1)?.data?.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(live.size).toBe(0);
  });

  it('go on while nobody says what their caller may', async () => {
    const { open, tell, live } = await stage();
    let isAway = false;
    const away = new AppError('SERVICE_UNAVAILABLE', 'The shop service is not available.');
    const client = await open({ who: () => (isAway ? Promise.reject(away) : Promise.resolve(owner)) });
    await first(client);
    isAway = true;
    tell('session-ended', 11);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect([client.events.length, live.size]).toEqual([1, 1]);
    isAway = false;
    await eventually(() => expect(idsIn(client)).toEqual(['session-ended 11']));
  });
});
