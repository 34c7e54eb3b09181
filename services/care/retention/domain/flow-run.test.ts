import { defaultFlow, type Flow } from './flow';
import { decideFlow, stepDueAt, type FlowFacts } from './flow-run';

const zone = 'Asia/Shanghai';
const flow: Flow = { ...defaultFlow, version: 1, enabled: true };
const paid = new Date('2026-03-01T10:00:00+08:00');
const facts: FlowFacts = { flow, isOn: true, timeZone: zone, hasBoughtAgain: false, customer: { media: ['CHANNEL'], sentLately: 0 } };
const at = (nextStep: number, instant: string, more: Partial<FlowFacts> = {}) =>
  decideFlow({ firstPaidAt: paid, nextStep, outcome: null }, { ...facts, ...more }, new Date(instant));

test('CARE-1 a coupon 30 days after the first purchase', () => {
  expect(at(0, '2026-03-31T09:59:59+08:00')).toMatchObject({ kind: 'WAIT' });
  expect(at(0, '2026-03-31T10:00:00+08:00')).toMatchObject({ kind: 'STEP', step: { kind: 'COUPON' }, skipped: null });
});

test('CARE-2 an offer 30 days after that', () => {
  expect(at(1, '2026-04-30T09:59:59+08:00')).toMatchObject({ kind: 'WAIT' });
  expect(at(1, '2026-04-30T10:00:00+08:00')).toMatchObject({ kind: 'STEP', step: { kind: 'OFFER' } });
});

test('CARE-3 given up 30 days later', () => {
  expect(at(2, '2026-05-30T10:00:00+08:00')).toEqual({ kind: 'END', end: 'ABANDONED' });
});

test('CARE-4 a purchase ends it, whatever is due', () => {
  expect(at(0, '2026-03-31T10:00:00+08:00', { hasBoughtAgain: true })).toEqual({ kind: 'END', end: 'CONVERTED' });
  expect(at(2, '2026-06-30T10:00:00+08:00', { hasBoughtAgain: true })).toEqual({ kind: 'END', end: 'CONVERTED' });
});

test('CARE-1 days are calendar days of the shop, over a change of the clocks too', () => {
  const before = new Date('2026-03-01T10:00:00-05:00');
  expect(stepDueAt(flow, 0, before, 'America/New_York')).toEqual(new Date('2026-03-31T10:00:00-04:00'));
});

test('a step that comes when the next is due already is left out; a flow that is switched off ends', () => {
  expect(at(0, '2026-04-30T10:00:00+08:00')).toMatchObject({ kind: 'STEP', skipped: 'LATE' });
  expect(at(0, '2026-03-31T10:00:00+08:00', { isOn: false })).toEqual({ kind: 'END', end: 'STOPPED' });
});

test('CARE-10 without consent a step is left out, and the next one waits for its day', () => {
  expect(at(0, '2026-03-31T10:00:00+08:00', { customer: { media: [], sentLately: 0 } })).toMatchObject({
    skipped: 'NO_CONSENT',
    dueAt: new Date('2026-04-30T10:00:00+08:00'),
  });
});
