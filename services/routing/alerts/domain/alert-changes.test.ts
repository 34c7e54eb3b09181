import { alertChanges, alertKey, type ToldAlert } from './alert-changes';
import type { AlertView } from './routing-alerts';

const now = new Date('2026-03-02T02:00:00Z');
const nothing = {
  since: null,
  cause: null,
  pool: null,
  groupId: null,
  groupName: null,
  buyers: 0,
  held: 0,
  agentIds: [],
  blockedBy: null,
  lasts: true,
};
const queue = (pool: string, rest: Partial<AlertView> = {}): AlertView => ({ ...nothing, kind: 'QUEUE_WAITING', pool, ...rest });

const changes = (told: readonly ToldAlert[], alerts: readonly AlertView[]) => {
  let made = 0;
  return alertChanges(told, alerts, () => `id${++made}`, now);
};

it('RTE-29 an alert is raised once, stays while its figures change, and is over once', () => {
  const first = changes([], [queue('ALL'), queue('UNPAID')]);
  expect(first.raised.map(({ told }) => told.key)).toEqual(['QUEUE_WAITING ALL', 'QUEUE_WAITING UNPAID']);
  const second = changes(first.open, [queue('ALL', { buyers: 9, cause: 'NO_AGENT_ONLINE' })]);
  expect([second.raised, second.cleared.map(({ alertId }) => alertId)]).toEqual([[], ['id2']]);
  const third = changes(second.open, []);
  expect([third.raised, third.cleared.map(({ alertId }) => alertId), third.open]).toEqual([[], ['id1'], []]);
  expect(changes(third.open, [])).toEqual({ raised: [], cleared: [], open: [] });
});

it('RTE-28 two pools are two alerts, and so are two kinds of one pool; two findings of one pool are one', () => {
  const starved: AlertView = { ...nothing, kind: 'BUYER_STARVED', pool: 'ALL' };
  expect(changes([], [queue('ALL'), starved, starved]).open.length).toBe(2);
  expect(alertKey({ ...nothing, kind: 'EMPTY_GROUP', groupId: 'g' })).toBe('EMPTY_GROUP g');
  expect(alertKey({ ...nothing, kind: 'NOBODY_ONLINE' })).toBe('NOBODY_ONLINE');
});
