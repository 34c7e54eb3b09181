import { businessMs, isOpen, nextChange, resolvedDays, type ReceptionRules, type TimeWindow, type Weekly } from '#libs/calendar/index';
import { count, ms, type Row } from './bench-report';

const week = (...windows: TimeWindow[]): Weekly => Array.from({ length: 7 }, () => windows);
const office = week({ start: 540, end: 720 }, { start: 780, end: 1_080 }, { start: 1_200, end: 120 });
const from = Date.UTC(2026, 0, 1);
const yearMs = 365 * 86_400_000;
const date = (day: number): string => new Date(from + day * 86_400_000).toISOString().slice(0, 10);

/** Two seasons, 15 closures, 15 ranges, 18 holidays: 50 exceptions over a year, in a zone with summer time. */
const exceptions = (): ReceptionRules => ({
  zone: 'Europe/Berlin',
  holidayMode: null,
  override: { open: false, from: new Date(from + yearMs / 2), to: new Date(from + yearMs / 2 + 3_600_000), reason: 'break' },
  versions: [
    {
      version: 1,
      effectiveFrom: new Date(0),
      groupId: null,
      followsShop: false,
      weekly: office,
      seasons: [150, 300].map((day, index) => ({ name: `season ${index}`, from: date(day), to: date(day + 60), weekly: office })),
      closures: Array.from({ length: 15 }, (_, index) => ({ name: 'closure', from: date(index * 24), to: date(index * 24 + 2) })),
      ranges: Array.from({ length: 15 }, (_, index) => ({
        name: 'range',
        from: date(index * 24 + 8),
        to: date(index * 24 + 12),
        windows: [{ start: 480, end: 1_440 }],
      })),
      holidays: {
        rule: 'AS_WEEKEND',
        windows: [],
        followMakeUpWorkdays: true,
        makeUpDay: 1,
        table: {
          fromYear: 2026,
          toYear: 2026,
          holidays: Array.from({ length: 9 }, (_, index) => ({ name: 'holiday', date: date(index * 40 + 5) })),
          workdays: Array.from({ length: 9 }, (_, index) => ({ name: 'workday', date: date(index * 40 + 17) })),
        },
      },
    },
  ],
});

/** How often per second something can be done, in one thread. */
function perSecond(forMs: number, once: (round: number) => unknown): number {
  const startedAt = performance.now();
  let rounds = 0;
  while (performance.now() - startedAt < forMs) for (let turn = 0; turn < 1_000; turn += 1) once(rounds++);
  return (rounds * 1_000) / (performance.now() - startedAt);
}

/** How many milliseconds something takes, the middle of several times. */
function took(once: () => unknown): number {
  const times = Array.from({ length: 15 }, () => {
    const startedAt = performance.now();
    once();
    return performance.now() - startedAt;
  });
  return times.sort((a, b) => a - b)[7]!;
}

/** The calendar alone, on 50 exceptions: no server is started. */
export function calendarRows(forMs: number): Row[] {
  const rules = exceptions();
  const instants = Array.from({ length: 8_192 }, () => new Date(from + Math.floor(Math.random() * yearMs)));
  const instant = (round: number): Date => instants[round % instants.length]!;
  perSecond(forMs / 4, (round) => isOpen(rules, instant(round)));
  const open = perSecond(forMs, (round) => isOpen(rules, instant(round)));
  const flips = perSecond(forMs, (round) => nextChange(rules, instant(round)));
  return [
    { what: 'isOpen, instants of a year', measured: `${count(open)}/s`, target: '≥ 1,000,000/s', ok: open >= 1_000_000 },
    { what: 'nextChange, instants of a year', measured: `${count(flips)}/s` },
    { what: 'a version seen for the first time', measured: `${ms(took(() => isOpen(exceptions(), instant(0))))} until it has answered` },
    { what: 'its whole year worked out', measured: ms(took(() => businessMs(exceptions(), new Date(from), new Date(from + yearMs)))) },
    { what: 'the listing of a year', measured: ms(took(() => resolvedDays(rules, date(0), date(364)))) },
  ];
}
