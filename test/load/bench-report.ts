import { median } from '#infra/replay/spread';
import type { LoadResult } from './bench-load';
import type { AssignedResult, CostResult, FloorResult } from './bench-measures';

/** One round of everything that is measured on one set of shops. */
export interface Round {
  readonly accepted: LoadResult;
  readonly floor: FloorResult;
  readonly cost: CostResult;
  readonly assigned?: AssignedResult;
}

export interface Idle {
  readonly pssMiB: ReadonlyMap<string, number>;
  /** Share of one core. */
  readonly cpuShare: number;
}

/** A line of the table; `ok` undefined = there is no target. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly target?: string;
  readonly ok?: boolean;
}

/** The figures of one set of shops, each the median of its rounds. */
export function roundRows(rounds: readonly Round[]): Row[] {
  const of = (figure: (round: Round) => number): number => median(rounds.map(figure));
  const ratio = of((round) => round.accepted.perSecond / round.floor.perSecond);
  const cost = of((round) => round.cost.total);
  return [
    {
      what: '(a) accepted/s through the gateway',
      measured: `${count(of(({ accepted }) => accepted.perSecond))}/s, p50 ${ms(of(({ accepted }) => accepted.p50))}, p99 ${ms(of(({ accepted }) => accepted.p99))}`,
    },
    {
      what: '(c) raw pg loop, transactions/s',
      measured: `${count(of(({ floor }) => floor.perSecond))}/s, p50 ${ms(of(({ floor }) => floor.p50))}`,
    },
    { what: '(a)/(c)', measured: ratio.toFixed(2), target: '≥ 0.40, aim 0.60', ok: ratio >= 0.4 },
    ...assignedRows(rounds.flatMap((round) => round.assigned ?? [])),
    { what: '(d) CPU per session', measured: `${cost.toFixed(2)} ms`, target: '≤ 3.20 ms, aim 2.30', ok: cost <= 3.2 },
    {
      what: '    in transactions of (c)',
      measured: `${of(({ cost: { total }, floor }) => total / floor.cpuMs).toFixed(1)}: the CPU of so many of them, in the same round`,
    },
    { what: '    where it goes', measured: whereItGoes(rounds) },
    {
      what: '    assigned/s meanwhile',
      measured: `${count(of(({ cost: { load } }) => load.perSecond))}/s, p50 ${ms(of(({ cost: { load } }) => load.p50))}`,
    },
  ];
}

function assignedRows(results: readonly AssignedResult[]): Row[] {
  if (results.length === 0) return [];
  const of = (figure: (result: AssignedResult) => number): number => median(results.map(figure));
  const [p50, p99] = [of(({ told }) => told.p50), of(({ told }) => told.p99)];
  return [
    { what: '(b) sent → told its agent, p50', measured: ms(p50), target: '≤ 40 ms', ok: p50 <= 40 },
    { what: '(b) sent → told its agent, p99', measured: ms(p99), target: '≤ 150 ms', ok: p99 <= 150 },
    {
      what: '    accepted → decided',
      measured: `p50 ${ms(of(({ decided }) => decided.p50))}, p99 ${ms(of(({ decided }) => decided.p99))}`,
    },
  ];
}

function whereItGoes(rounds: readonly Round[]): string {
  const names = [...new Set(rounds.flatMap(({ cost }) => [...cost.byProcess.keys()]))];
  const parts = names.map((name) => ({ name, cpuMs: median(rounds.map(({ cost }) => cost.byProcess.get(name) ?? 0)) }));
  return parts
    .sort((a, b) => b.cpuMs - a.cpuMs)
    .filter(({ cpuMs }) => cpuMs >= 0.005)
    .map(({ name, cpuMs }) => `${name} ${cpuMs.toFixed(2)}`)
    .join(', ');
}

/** The figures of the system at rest. */
export function idleRows({ pssMiB, cpuShare }: Idle): Row[] {
  const total = [...pssMiB.values()].reduce((sum, each) => sum + each, 0);
  const parts = [...pssMiB].map(([name, each]) => `${name} ${count(each)}`).join(', ');
  return [
    { what: 'PSS of our Node processes', measured: `${count(total)} MiB`, target: '≤ 700 MiB', ok: total <= 700 },
    { what: '    of which', measured: parts },
    { what: 'CPU of the whole idle system', measured: `${count(cpuShare * 100)} % of a core`, target: '≤ 40 %', ok: cpuShare <= 0.4 },
  ];
}

/** Lines of a table with the target beside each figure. */
export function tableOf(title: string, rows: readonly Row[]): string[] {
  return [
    title,
    ...rows.map(({ what, measured, target, ok }) => {
      const verdict = target === undefined ? '' : `   ${target}   ${ok ? 'met' : 'MISSED'}`;
      return `  ${what.padEnd(34)} ${measured}${verdict}`;
    }),
  ];
}

export const count = (value: number): string => Math.round(value).toLocaleString('en-US');
export const ms = (value: number): string => `${value.toFixed(1)} ms`;
