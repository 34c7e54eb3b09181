import { shiftTime, type Shift } from '../../roster/domain/shift';
import { lateLogins } from './late-logins';
import type { Login } from './login';

const at = (time: string, day = 2): Date => new Date(`2026-03-0${day}T${time.length === 5 ? `${time}:00` : time}+08:00`);
const shiftOf = (start: number, end: number, date = '2026-03-02', agentId = 'A'): Shift => ({
  ...{ id: `${date} ${start}`, agentId, date, start, end, groupId: null, note: null },
});
const login = (from: Date, to: Date | null = null, agentId = 'A'): Login => ({ agentId, from, to });
const late = (shifts: readonly Shift[], logins: readonly Login[], now = at('23:00'), zone = 'Asia/Shanghai') =>
  lateLogins(
    shifts.map((shift) => ({ shift, ...shiftTime(zone, shift) })),
    logins,
    now,
  ).map(({ kind, lateMinutes, onlineAt }) => [kind, lateMinutes, onlineAt]);
const day = shiftOf(600, 1_140);

it('STF-26 shift 10:00, online 10:07 ⇒ late 7', () => {
  expect(late([day], [login(at('10:07'))])).toEqual([['LATE', 7, at('10:07')]]);
});

it.each([
  ['09:50:00', 0],
  ['10:00:00', 0],
  ['10:00:59', 0],
  ['10:01:00', 1],
  ['18:59:59', 539],
])('STF-26 online %s ⇒ late %s', (time, minutes) => {
  expect(late([day], [login(at(time))]).map(([, lateMinutes]) => lateMinutes)).toEqual(minutes === 0 ? [] : [minutes]);
});

it('STF-26 who never logs in is not there yet while the shift lasts, and absent when it is over', () => {
  expect(late([day], [], at('09:59:59'))).toEqual([]);
  expect(late([day], [], at('10:00:30'))).toEqual([]);
  expect(late([day], [], at('10:07'))).toEqual([['NOT_YET', 7, null]]);
  expect(late([day], [], at('18:59:59'))).toEqual([['NOT_YET', 539, null]]);
  expect(late([day], [], at('19:00'))).toEqual([['ABSENT', null, null]]);
});

it('STF-26 logins before, after and of others do not count', () => {
  const others = [login(at('08:00'), at('10:00')), login(at('19:00')), login(at('10:00'), null, 'B')];
  expect(late([day], others)).toEqual([['ABSENT', null, null]]);
});

it('STF-26 who works on from the shift before is on time; the first of several logins counts', () => {
  expect(late([day, shiftOf(1_140, 1_320)], [login(at('10:00'), at('20:00'))])).toEqual([]);
  expect(late([day], [login(at('12:00')), login(at('10:05'), at('11:00'))])).toEqual([['LATE', 5, at('10:05')]]);
});

it('STF-26 a night shift is punctual by what its clocks show when they go forward', () => {
  // Berlin, 2026-03-29: 02:00 is followed by 03:00. A shift from 02:30 begins when the clocks show 03:30 (RES-48).
  const night = shiftOf(150, 360, '2026-03-29');
  const now = new Date('2026-03-29T12:00:00Z');
  expect(late([night], [login(new Date('2026-03-29T01:30:00Z'))], now, 'Europe/Berlin')).toEqual([]);
  const online = new Date('2026-03-29T01:37:00Z');
  expect(late([night], [login(online)], now, 'Europe/Berlin')).toEqual([['LATE', 7, online]]);
});
