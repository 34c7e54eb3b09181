import { cappedSince, isNewer, skipReason } from './outreach';

const at = (time: string): Date => new Date(`2026-03-02T${time}Z`);

test('CARE-9 the third marketing message in 30 days is skipped', () => {
  expect(skipReason('SMS', { media: ['SMS'], sentLately: 1 })).toBeNull();
  expect(skipReason('SMS', { media: ['SMS'], sentLately: 2 })).toBe('CAP');
  expect(cappedSince(new Date('2026-03-31T10:00:00Z'))).toEqual(new Date('2026-03-01T10:00:00Z'));
});

test('CARE-10 marketing goes only by a medium that the customer consents to', () => {
  expect(skipReason('SMS', { media: ['CHANNEL'], sentLately: 0 })).toBe('NO_CONSENT');
  expect(skipReason('SMS', { media: [], sentLately: 9 })).toBe('NO_CONSENT');
});

test('the latest report of a connector counts, of two at one instant that it was accepted', () => {
  const failed = { state: 'FAILED' as const, at: at('10:00:00'), issued: null, reason: 'x' };
  const accepted = { ...failed, state: 'ACCEPTED' as const };
  expect(isNewer(failed, { state: null, reportedAt: null })).toBe(true);
  expect(isNewer(failed, { state: 'ACCEPTED', reportedAt: at('10:00:01') })).toBe(false);
  expect(isNewer(accepted, { state: 'FAILED', reportedAt: at('10:00:00') })).toBe(true);
  expect(isNewer(failed, { state: 'ACCEPTED', reportedAt: at('10:00:00') })).toBe(false);
  expect(isNewer(accepted, { state: 'ACCEPTED', reportedAt: at('10:00:00') })).toBe(false);
});
