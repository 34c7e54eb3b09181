import fc from 'fast-check';
import type { Topic } from '#libs/contracts/index';
import { outcomesOf, sortEvents, type Admission } from './sort-events';
import { positionName, type InboxEvent } from './inbox-event';

const shop = '01900000-0000-7000-8000-000000000001';

const event = (sequence: number, over: Partial<InboxEvent> = {}): InboxEvent => ({
  id: `e${sequence}`,
  topic: 'session-started',
  type: 'started',
  shopId: shop,
  subject: `s${sequence}`,
  incarnation: 1,
  sequence,
  traceparent: null,
  value: {},
  text: '{}',
  origin: `session-started/0/${sequence}`,
  problem: null,
  ...over,
});
const row = (last_seq: number, over: { incarnation?: number; parked?: string[]; stream?: Topic } = {}) => ({
  stream: 'session-started',
  shop_id: shop,
  incarnation: 1,
  last_seq,
  parked: null,
  ...over,
});
const numbers = (admission: Admission) => ({
  fresh: admission.fresh.map(({ sequence }) => sequence),
  duplicates: admission.duplicates.map(({ sequence }) => sequence),
  park: admission.park.map((each) => each.event.sequence),
  gaps: admission.gaps.map(({ sequence }) => sequence),
  positions: admission.positions.map(({ incarnation, seq }) => [incarnation, seq]),
});

it('lower or equal is a duplicate, next is applied, higher comes after a gap', () => {
  expect(
    numbers(
      sortEvents(
        [3, 4, 5, 6, 8, 9].map((each) => event(each)),
        [row(4)],
      ),
    ),
  ).toEqual({
    fresh: [5, 6],
    duplicates: [3, 4],
    park: [],
    gaps: [8, 9],
    positions: [[1, 6]],
  });
});

it('a later incarnation begins at 1 once its owner has confirmed it, and an earlier one is a duplicate', () => {
  const events = [
    event(5),
    event(1, { incarnation: 2, confirmed: true }),
    event(6),
    event(2, { incarnation: 2 }),
    event(7, { incarnation: 3, confirmed: true }),
  ];
  expect(numbers(sortEvents(events, [row(4)]))).toEqual({ fresh: [5, 1, 2], duplicates: [6], park: [], gaps: [7], positions: [[2, 2]] });
});

it('an incarnation that nobody has confirmed changes nothing', () => {
  const admission = sortEvents([event(1, { incarnation: 2 }), event(5), event(9, { incarnation: 2 })], [row(4)]);
  expect(admission.unconfirmed.map(({ sequence }) => sequence)).toEqual([1, 9]);
  expect(numbers(admission)).toMatchObject({ fresh: [5], positions: [[1, 5]] });
});

it('what its owner does not know is parked and moves no position; its subject is its own', () => {
  const forged = event(1, { incarnation: 9, refused: true, problem: 'not known', subject: 'refused e1' });
  expect(numbers(sortEvents([forged, event(5, { subject: 'a' })], [row(4)]))).toEqual({
    fresh: [5],
    duplicates: [],
    park: [1],
    gaps: [],
    positions: [[1, 5]],
  });
});

it('what became of each event is told', () => {
  const events = [event(5), event(7), event(1, { incarnation: 2 }), event(4)];
  expect(events.map(outcomesOf(sortEvents(events, [row(4)])))).toEqual(['done', 'gap', 'unconfirmed', 'done']);
});

it('a bad event and what follows on its subject are parked, on any stream; the position passes over them, others go on', () => {
  const events = [
    event(1, { subject: 'a', problem: 'SchemaError' }),
    event(2, { subject: 'b' }),
    event(1, { topic: 'session-ended', subject: 'a' }),
    event(3, { subject: 'a' }),
  ];
  const admission = sortEvents(events, [row(0), row(0, { stream: 'session-ended' })]);
  expect(admission.park.map(({ event: { topic, sequence } }) => [topic, sequence])).toEqual([
    ['session-started', 1],
    ['session-ended', 1],
    ['session-started', 3],
  ]);
  expect(admission.fresh.map(({ subject }) => subject)).toEqual(['b']);
  expect(admission.positions.map(({ stream, seq }) => [stream, seq])).toEqual([
    ['session-started', 3],
    ['session-ended', 1],
  ]);
});

it('a subject that is parked already keeps its later events waiting', () => {
  expect(numbers(sortEvents([event(1, { subject: 'a' }), event(2, { subject: 'b' })], [row(0, { parked: ['a'] })]))).toMatchObject({
    fresh: [2],
    park: [1],
  });
});

it('a replay is applied when it is still asked for, and moves no position; what fails again holds back its own subject', () => {
  const again = (sequence: number, over: Partial<InboxEvent> = {}) => event(sequence, { replay: true, subject: 'a', ...over });
  const events = [again(1), again(2, { problem: 'still bad' }), again(3), again(4, { subject: 'b' }), again(5, { subject: 'b' })];
  const asked = new Set(events.slice(0, 4).map(positionName));
  expect(numbers(sortEvents(events, [], asked))).toEqual({ fresh: [1, 4], duplicates: [3, 5], park: [2], gaps: [], positions: [] });
});

it('whatever Kafka repeats or reorders, each number is applied once and in order', () => {
  const arrivals = fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 8 }), { maxLength: 30 });
  fc.assert(
    fc.property(arrivals, (flights) => {
      const applied: number[] = [];
      let last = 0;
      for (const flight of flights) {
        const admission = sortEvents(
          flight.map((each) => event(each)),
          [row(last)],
        );
        applied.push(...admission.fresh.map(({ sequence }) => sequence));
        last = admission.positions[0]?.seq ?? last;
      }
      expect(applied).toEqual(Array.from({ length: last }, (_, index) => index + 1));
    }),
  );
});
