import { checkMetrics } from './check-metrics';
import { recountMetrics } from './recount-metrics';
import { shopFacts } from './shop-facts';
import { median, percentile, spreadOf } from './spread';
import { at, nowAt, StoryBuilder } from '#test/kit/story-builder';
import { waitingTable, waitingTimes } from './waiting-times';

const day = 24 * 3_600;
const recount = (told: StoryBuilder, nowSeconds: number) => recountMetrics(shopFacts(told.log), nowAt(nowSeconds));

describe('the recount of metrics', () => {
  test('MET-1 MET-2 a reply at exactly 24 h counts, one second later does not', () => {
    const told = new StoryBuilder()
      .started('s1', 0)
      .message('s1', day, 2, { sender: 'AGENT', agentId: 'A' })
      .started('s2', 0)
      .message('s2', day + 1, 2, { sender: 'AGENT', agentId: 'A' });
    expect(recount(told, day + 2).shop).toEqual({ numerator: 1, denominator: 2, pending: 0 });
  });

  test('MET-4 MET-9 automatic texts are no response; unanswered is pending for 24 h, then decided', () => {
    const told = new StoryBuilder().started('s1', 0).message('s1', 1, 2, { sender: 'AUTO' });
    expect(recount(told, day).shop).toEqual({ numerator: 0, denominator: 0, pending: 1 });
    expect(recount(told, day + 1).shop).toEqual({ numerator: 0, denominator: 1, pending: 0 });
  });

  test('MET-8 sessions the shop opened count nowhere', () => {
    const counts = recount(new StoryBuilder().started('s1', 0, { initiator: 'SHOP' }), 10);
    expect(counts).toMatchObject({ shop: { pending: 0 }, sessions: 0, buyers: 0 });
  });

  test('MET-11 the first replier is credited, else the last assigned agent, else nobody', () => {
    const told = new StoryBuilder()
      .started('s1', 0)
      .assigned('s1', 'A', 1)
      .assigned('s1', 'B', 2, { previousAgentId: 'A' })
      .message('s1', 3, 3, { sender: 'AGENT', agentId: 'B' })
      .message('s1', 4, 2, { sender: 'AGENT', agentId: 'A' })
      .started('s2', 0)
      .assigned('s2', 'B', 1)
      .started('s3', 0);
    const { agents } = recount(told, 10);
    expect(agents.get('A')).toEqual({ numerator: 1, denominator: 1, pending: 0 });
    expect(agents.get('B')).toEqual({ numerator: 0, denominator: 0, pending: 1 });
    expect(agents.size).toBe(2);
  });

  test('MET-11 an assignment that met a closed session credits nobody', () => {
    const told = new StoryBuilder().started('s1', 0).closed('s1', 1, { reason: 'BUYER_LEFT' }).assigned('s1', 'A', 2);
    expect(recount(told, 10).agents.size).toBe(0);
  });

  test('MET-21 sessions and distinct buyers', () => {
    const told = new StoryBuilder().started('s1', 0, { buyerId: 'b' }).started('s2', 1, { buyerId: 'b' });
    expect(recount(told, 10)).toMatchObject({ sessions: 2, buyers: 1 });
  });

  test('an answer that differs anywhere is found, also for an agent the other side does not know', () => {
    const counts = recount(new StoryBuilder().started('s1', 0).assigned('s1', 'A', 1), 10);
    expect(checkMetrics(counts, counts).ok).toBe(true);
    expect(checkMetrics({ ...counts, sessions: 2 }, counts).ok).toBe(false);
    expect(checkMetrics({ ...counts, agents: new Map() }, counts)).toMatchObject({ ok: false, detail: expect.stringContaining('agent A') });
  });
});

describe('waiting times', () => {
  const { log } = new StoryBuilder()
    .closed('s1', 5, { openedAt: at(0), assignedAt: at(2) })
    .closed('s2', 3, { openedAt: at(0), reason: 'BUYER_LEFT' });

  test('are stretched by the speed: until the agent, or until the buyer left', () => {
    expect(waitingTimes(shopFacts(log), 60)).toEqual({ served: [120_000], left: [180_000] });
  });

  test('stand beside the recorded ones, and nothing is shown as a dash', () => {
    const table = waitingTable(waitingTimes(shopFacts(log), 60), { served: [], left: [0, 1_000] });
    expect(table[1]).toMatch(/served +ours +1 +120\.0 +120\.0 +120\.0 +120\.0/);
    expect(table[2]).toMatch(/recorded +0 +– +– +– +–/);
    expect(table[4]).toMatch(/recorded +2 +0\.5 +0\.0 +1\.0 +1\.0/);
  });
});

describe('spread', () => {
  test('percentiles are of the nearest rank, the median of an even number lies between', () => {
    expect([0.5, 0.9, 0.99].map((p) => percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], p))).toEqual([5, 9, 10]);
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
    expect(spreadOf([])).toEqual({ count: 0, mean: null, p50: null, p90: null, max: null });
  });
});
