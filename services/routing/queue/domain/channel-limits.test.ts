import { readCandidates } from '../../decision/domain/decision-record';
import { explain } from '../../decision/domain/explain';
import { replayDecision } from '../../decision/domain/replay-decision';
import { at, flight, loads, queued, shopWith, told } from '../../flight/domain/example-shop';
import type { ShopState } from '../../flight/domain/shop-state';
import { agentView } from '../../presence/domain/agent-view';
import { isRefusal } from '#libs/platform/errors';
import type { ChannelLimit } from '../../rules/domain/routing-rules';
import { saveSettings } from '../../rules/domain/save-rules';
import { sessionClosed } from './session-closed';
import { sessionEnded } from './session-ended';
import { sessionStarted } from './session-started';
import { unknownFacts, type SessionFacts } from './waiting-entry';

const limited = (state: ShopState, channelLimits: readonly ChannelLimit[], time = '09:00') =>
  flight(state, at(time), (change) => void saveSettings(change, { channelLimits }));

/** Buyers write, each by a channel: `DOUYIN b1`. */
const write = (state: ShopState, time: string, sessions: readonly string[], facts: Partial<SessionFacts> = {}) =>
  flight(state, at(time), (change) =>
    sessions.forEach((one) => {
      const [channel = '', sessionId = ''] = one.split(' ');
      sessionStarted(change, { sessionId, openedAt: change.now, facts: { ...unknownFacts, ...facts, channel } }, null);
    }),
  );

const close = (state: ShopState, time: string, id: string) => flight(state, at(time), (change) => sessionClosed(change, id, change.now));
const all = (channel: string, most: number): ChannelLimit => ({ agentId: null, channel, most });

describe('RTE-25 how many slots of an agent one channel may take', () => {
  it('keeps back the next of that channel only, and it is served when one of them is closed', () => {
    const shop = shopWith({ A: { capacity: 10 } });
    limited(shop, [all('DOUYIN', 2)]);
    expect(told(write(shop, '10:00', ['DOUYIN b1', 'DOUYIN b2', 'DOUYIN b3', 'TAOBAO b4']))).toEqual(['b1 A', 'b2 A', 'b3 queued', 'b4 A']);
    expect(told(close(shop, '10:01', 'b4'))).toEqual([]);
    flight(shop, at('10:02'), (change) => sessionEnded(change, 'b1', change.now));
    expect(queued(shop)).toBe(1);
    expect([told(close(shop, '10:03', 'b1')), loads(shop)]).toEqual([['b3 A'], ['A 2/10']]);
  });

  it('is an agent’s own before everybody’s, and those who have room take over', () => {
    const shop = shopWith({ A: { capacity: 10 }, B: { capacity: 10 } });
    limited(shop, [all('DOUYIN', 1), { agentId: 'B', channel: 'DOUYIN', most: 2 }]);
    expect(told(write(shop, '10:00', ['DOUYIN b1', 'DOUYIN b2', 'DOUYIN b3', 'DOUYIN b4']))).toEqual(['b1 A', 'b2 B', 'b3 B', 'b4 queued']);
  });

  it('lies within the capacity', () => {
    const shop = shopWith({ A: { capacity: 1 } });
    limited(shop, [all('DOUYIN', 5)]);
    expect(told(write(shop, '10:00', ['DOUYIN b1', 'DOUYIN b2']))).toEqual(['b1 A', 'b2 queued']);
  });

  it('counts what was there before it was set; raised or taken back it lets buyers in at once', () => {
    const shop = shopWith({ A: { capacity: 10 } });
    write(shop, '10:00', ['DOUYIN b1', 'DOUYIN b2']);
    limited(shop, [all('DOUYIN', 2)], '10:01');
    expect(told(write(shop, '10:02', ['DOUYIN b3', 'DOUYIN b4']))).toEqual(['b3 queued', 'b4 queued']);
    expect(told(limited(shop, [all('DOUYIN', 3)], '10:03'))).toEqual(['b3 A']);
    expect(told(limited(shop, [], '10:04'))).toEqual(['b4 A']);
  });

  it('lets whoever waits longest go first, of whatever channel', () => {
    const shop = shopWith({ A: { capacity: 2 } });
    limited(shop, [all('DOUYIN', 1)]);
    write(shop, '10:00', ['DOUYIN b1', 'TAOBAO b2', 'DOUYIN b3', 'TAOBAO b4']);
    expect(told(close(shop, '10:01', 'b2'))).toEqual(['b4 A']);
    write(shop, '10:02', ['TAOBAO b5']);
    expect(told(close(shop, '10:03', 'b1'))).toEqual(['b3 A']);
  });

  it.each([
    [true, ['b2 A']],
    [false, ['b2 queued']],
  ])('lets a returning buyer pass while the capacity does (%s)', (returningBypassesCapacity, outcome) => {
    const shop = shopWith({ A: { capacity: 10 } }, { returningBypassesCapacity });
    limited(shop, [all('DOUYIN', 1)]);
    write(shop, '10:00', ['DOUYIN b1']);
    const lastHuman = { agentId: 'A', at: at('09:30').toISOString() };
    expect(told(write(shop, '10:01', ['DOUYIN b2'], { lastHuman }))).toEqual(outcome);
  });

  it('is said by a verdict and with the channel, and replays (INV-4)', () => {
    const shop = shopWith({ A: { capacity: 10 } });
    limited(shop, [all('DOUYIN', 1)]);
    const { outcomes } = write(shop, '10:00', ['DOUYIN b1', 'DOUYIN b2']);
    const { record, route, pool } = outcomes[1]!;
    expect(readCandidates(record, () => 'A')).toMatchObject([{ id: 'A', load: 1, verdict: 'CHANNEL_FULL' }]);
    expect([explain({ ...route, pool }, null, 'EN'), explain({ ...route, pool }, null, 'ZH_CN')]).toEqual([
      'Whoever is online and has room is full for this channel: the buyer waits in the pool of everybody (channel DOUYIN).',
      '有空位的在线客服在该渠道均已满载,进入“全部(渠道DOUYIN)”排队。',
    ]);
    expect(replayDecision({ ...record, ...route, id: 'd', sessionId: 'b2', agentId: null }, () => 'A')).toBeNull();
  });

  it('shares the queue’s limit with the others of its pool', () => {
    const shop = shopWith({ A: { capacity: 1 } });
    limited(shop, [all('DOUYIN', 1)]);
    flight(shop, at('09:01'), (change) => void saveSettings(change, { queueLimit: 2 }));
    expect(told(write(shop, '10:00', ['DOUYIN b1', 'DOUYIN b2', 'TAOBAO b3', 'DOUYIN b4', 'TAOBAO b5'])).slice(1)).toEqual([
      ...['b2 queued', 'b3 queued', 'b4 MESSAGE_POOL', 'b5 MESSAGE_POOL'],
    ]);
  });

  it('keeps the load by channel, until it is gone', () => {
    const shop = shopWith({ A: { capacity: 10 } });
    write(shop, '10:00', ['DOUYIN b1', 'DOUYIN b2', 'TAOBAO b3']);
    const { channelLoads } = agentView(shop.agents.get('A')!);
    expect(channelLoads).toEqual([
      { channel: 'DOUYIN', load: 2 },
      { channel: 'TAOBAO', load: 1 },
    ]);
    ['b1', 'b2', 'b3'].forEach((id) => close(shop, '10:01', id));
    expect(shop.agents.get('A')?.channelLoad).toEqual({});
  });

  it('names whom the shop does not have, and stores nothing', () => {
    const shop = shopWith({ A: {} });
    flight(shop, at('10:00'), (change) => {
      const refused = saveSettings(change, { channelLimits: [all('DOUYIN', 1), { agentId: 'X', channel: 'DOUYIN', most: 1 }] });
      expect(refused && isRefusal(refused) && [refused.code, refused.field]).toEqual(['ACCOUNT_NOT_FOUND', 'channelLimits.1.agentId']);
    });
    expect(shop.rules.channelLimits).toBeNull();
  });
});
