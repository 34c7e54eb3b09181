import type { PeriodFigures } from '#services/routing/whatif/domain/tally';

const secondMs = 1_000;

/** `1 h 02 min`, `3 min 05 s`, `7.2 s`. */
function duration(ms: number): string {
  const seconds = ms / secondMs;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3_600)} h ${two(Math.floor((whole % 3_600) / 60))} min`;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** The value below which that share of them lies: one of them. */
export function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

type Line = readonly [name: string, of: (figures: PeriodFigures) => string];

const waits = ({ served }: PeriodFigures): number[] => served.map(({ waitedMs }) => waitedMs).sort((a, b) => a - b);
const orNone = (ms: number | null): string => (ms === null ? '-' : duration(ms));
const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

const spread = ({ sessionsByAgent }: PeriodFigures): string => {
  const counts = [...sessionsByAgent.values()];
  if (counts.length === 0) return '-';
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return `${least} to ${most} (${most - least})`;
};

const lines: readonly Line[] = [
  ['buyers who came', ({ buyers }) => String(buyers)],
  ['given to a first agent', ({ served }) => String(served.length)],
  ['their wait: mean', (figures) => orNone(mean(waits(figures)))],
  ['  median', (figures) => orNone(quantile(waits(figures), 0.5))],
  ['  90 %', (figures) => orNone(quantile(waits(figures), 0.9))],
  ['  longest', (figures) => orNone(quantile(waits(figures), 1))],
  ['buyers who queued', ({ queued }) => String(queued)],
  ['buyers who left while they waited', ({ left }) => String(left)],
  ['buyers whose message was left', ({ leftMessages }) => String(leftMessages)],
  ['who still waits at the end', ({ waiting }) => String(waiting)],
  ['sessions per agent (spread)', spread],
  ['slots that were occupied', ({ saturation }) => (saturation === null ? 'no limits' : percent(saturation))],
  ['everybody full for', ({ allFullMs }) => duration(allFullMs)],
];

/** The figures beside each other, a column each under its title. */
export function figureTable(columns: readonly (readonly [title: string, figures: PeriodFigures])[]): string[] {
  const rows = [['', ...columns.map(([title]) => title)], ...lines.map(([name, of]) => [name, ...columns.map(([, one]) => of(one))])];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('   '),
  );
}

/** How many of the recorded first assignments the replay makes to the same agent. */
export function agreement(was: PeriodFigures, replayed: PeriodFigures): { readonly same: number; readonly of: number } {
  const agents = new Map(replayed.served.map(({ sessionId, agentId }) => [sessionId, agentId]));
  return { same: was.served.filter(({ sessionId, agentId }) => agents.get(sessionId) === agentId).length, of: was.served.length };
}
