import type { Contact } from './contacts';
import { planReplay } from './plan';

const row = (id: string, time: string, change: Partial<Contact> = {}): Contact => ({
  id,
  arrivedAt: Date.parse(`2026-03-02T${time}Z`),
  date: '2026-03-02',
  customer: null,
  queueSeconds: 0,
  outcome: 'AGENT',
  serviceSeconds: 60,
  agent: 'a1',
  ...change,
});

describe('planning a replay', () => {
  test('only the date asked for, without PHANTOM rows, from its first contact on', () => {
    const plan = planReplay(
      [
        row('c3', '09:00:30'),
        row('c2', '09:00:00'),
        row('c1', '08:00:00', { outcome: 'PHANTOM' }),
        row('c0', '09:00:00', { date: '2026-03-01', arrivedAt: 0 }),
      ],
      '2026-03-02',
    );
    expect(plan.contacts.map(({ id, atMs }) => [id, atMs])).toEqual([
      ['c2', 0],
      ['c3', 30_000],
    ]);
    expect(plan.phantoms).toBe(1);
  });

  test('an agent is there from the beginning of its first to the end of its last contact', () => {
    const plan = planReplay(
      [
        row('c1', '09:00:00', { queueSeconds: 10, serviceSeconds: 600 }),
        row('c2', '09:02:00', { agent: 'a2' }),
        row('c3', '09:05:00', { serviceSeconds: 30 }),
        row('c4', '09:06:00', { agent: null }),
      ],
      '2026-03-02',
    );
    expect(plan.agents).toEqual([
      { name: 'a1', fromMs: 10_000, toMs: 610_000 },
      { name: 'a2', fromMs: 120_000, toMs: 180_000 },
    ]);
    expect(plan.lengthMs).toBe(610_000);
  });

  test('who hung up has the recorded patience, 0 s included, and no talk; the others wait until served', () => {
    const plan = planReplay(
      [
        row('c1', '09:00:00', { outcome: 'HANG', agent: null, queueSeconds: 0, serviceSeconds: 0 }),
        row('c2', '09:00:01', { outcome: 'HANG', agent: null, queueSeconds: 90, serviceSeconds: 0 }),
        row('c3', '09:00:02', { queueSeconds: 5 }),
      ],
      '2026-03-02',
    );
    expect(plan.contacts.map(({ patienceMs, serviceMs }) => [patienceMs, serviceMs])).toEqual([
      [0, 0],
      [90_000, 0],
      [null, 60_000],
    ]);
    expect(plan.recordedWaits).toEqual({ served: [5_000], left: [0, 90_000] });
    expect(plan.lengthMs).toBe(91_000);
  });

  test('a date without contacts is refused with the dates there are', () => {
    expect(() => planReplay([row('c1', '09:00:00')], '2026-03-03')).toThrow(/no contact on 2026-03-03; it holds 2026-03-02 to 2026-03-02/);
  });
});
