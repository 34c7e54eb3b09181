import type { Announcement, Delivery } from './announcement';
import { takeReport, type Report } from './take-report';

const at = (time: string): Date => new Date(`2026-03-05T${time}Z`);
const now = at('12:00:00');

const published: Announcement = {
  id: 'a',
  version: 2,
  channels: ['SHOP_HOME', 'NOTICE_BOARD'],
  text: 'T',
  textEn: 'T',
  reason: 'R',
  publishAt: at('10:00:00'),
  effectiveFrom: new Date('2026-03-09T00:00:00Z'),
  state: 'PUBLISHED',
  publishedAt: at('10:00:00'),
};
const cancelled: Announcement = { ...published, state: 'CANCELLED' };
const report = (more: Partial<Report> = {}): Report => ({ channel: 'SHOP_HOME', outcome: 'DELIVERED', reason: null, at: null, ...more });
const known: Delivery = { channel: 'SHOP_HOME', outcome: 'FAILED', reason: 'busy', at: at('11:00:00'), reportedAt: at('11:00:05') };

it('SCH-20 a report says what became of it, and when; without an instant, and with one to come, that is now', () => {
  expect(takeReport(published, undefined, report({ at: at('11:30:00') }), now)).toEqual({
    channel: 'SHOP_HOME',
    outcome: 'DELIVERED',
    reason: null,
    at: at('11:30:00'),
    reportedAt: now,
  });
  for (const when of [null, at('12:00:01')]) expect(takeReport(published, undefined, report({ at: when }), now)).toMatchObject({ at: now });
  expect(takeReport(published, undefined, report({ reason: 'kept for failures only' }), now)).toMatchObject({ reason: null });
});

it.each([
  ['10:59:59.999', known],
  ['11:00:00', { outcome: 'DELIVERED', at: at('11:00:00'), reportedAt: now }],
  ['11:00:01', { outcome: 'DELIVERED', at: at('11:00:01') }],
])('SCH-20 of two reports of a channel the later event counts: FAILED at 11:00:00, then DELIVERED of %s', (when, expected) => {
  expect(takeReport(published, known, report({ at: at(when) }), now)).toMatchObject(expected);
});

it('SCH-20 after it was cancelled, a report of what happened before is kept, and so is that it was taken away', () => {
  expect(takeReport(cancelled, undefined, report({ at: at('10:30:00') }), now)).toMatchObject({ outcome: 'DELIVERED', at: at('10:30:00') });
  expect(takeReport(cancelled, known, report({ outcome: 'REMOVED' }), now)).toMatchObject({ outcome: 'REMOVED', at: now });
});

it.each<[string, Announcement, Partial<Report>, string, string]>([
  ['was never published', { ...published, state: 'PLANNED', publishedAt: null }, {}, 'ILLEGAL_TRANSITION', 'announcementId'],
  [
    'was cancelled before it was published',
    { ...cancelled, publishedAt: null },
    { outcome: 'REMOVED' },
    'ILLEGAL_TRANSITION',
    'announcementId',
  ],
  ['does not go there', published, { channel: 'OFFICIAL_ACCOUNT' }, 'BAD_USER_INPUT', 'channel'],
  ['was not cancelled', published, { outcome: 'REMOVED' }, 'ILLEGAL_TRANSITION', 'outcome'],
])('SCH-20 a report of an announcement that %s is refused', (_what, announcement, more, code, field) => {
  expect(takeReport(announcement, undefined, report(more), now)).toMatchObject({ outcome: 'refused', code, field });
});
