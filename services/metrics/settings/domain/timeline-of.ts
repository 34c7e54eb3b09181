import { resolvePolicy, type EventOf } from '#libs/contracts/index';
import { usualSettings, type FigureSettings } from '../../figures/domain/figure-settings';
import type { SettingsTimeline, Span } from '../../figures/domain/settings-timeline';
import type { ExemptRange, SettingsVersion } from './settings-version';

/** What a shop's snapshot says that figures depend on. */
export type ShopTold = Pick<EventOf<'shop-changed'>['value'], 'version' | 'occurredAt' | 'policy' | 'holidayMode'>;

/**
 * What held in a shop and when, from all of its snapshots and its own settings of metrics. A policy holds from the instant it was saved, and before the
 * first one too; settings of metrics from the instant they name.
 */
export function timelineOf(
  told: readonly ShopTold[],
  versions: readonly SettingsVersion[],
  exempt: readonly ExemptRange[],
): SettingsTimeline {
  const snapshots = [...told].sort((a, b) => a.version - b.version);
  const own = [...versions].sort((a, b) => a.version - b.version);
  const instants = [...snapshots.map(savedAt), ...own.map(({ effectiveFrom }) => effectiveFrom.getTime())].sort((a, b) => a - b);
  const settings: { from: number; values: FigureSettings }[] = [];
  for (const from of new Set(instants)) {
    const values = valuesAt(from, snapshots, own);
    if (!isSame(settings.at(-1)?.values, values)) settings.push({ from, values });
  }
  return {
    settings,
    holidays: holidaysOf(snapshots),
    exempt: exempt.map(({ fromAt, toAt, metrics }) => ({ from: fromAt.getTime(), to: toAt.getTime(), metrics })),
  };
}

const savedAt = ({ occurredAt }: ShopTold): number => Date.parse(occurredAt);

function valuesAt(at: number, snapshots: readonly ShopTold[], own: readonly SettingsVersion[]): FigureSettings {
  const policy = resolvePolicy((snapshots.findLast((each) => savedAt(each) <= at) ?? snapshots[0])?.policy ?? {});
  const set = own.filter(({ effectiveFrom }) => effectiveFrom.getTime() <= at).at(-1)?.values;
  const { faqOnlySessions, quickReplySeconds } = policy;
  return { ...usualSettings, ...set, faqOnlySessions, quickReplySeconds };
}

/** Holiday mode is told as the last one that was set: each until its end, or until another one took its place (RES-77: one saved late acts from its start). */
function holidaysOf(snapshots: readonly ShopTold[]): Span[] {
  const spans: Span[] = [];
  for (const snapshot of snapshots) {
    const { holidayMode } = snapshot;
    const from = holidayMode ? Date.parse(holidayMode.from) : null;
    const last = spans.at(-1);
    const replaced = last !== undefined && last.from !== from;
    if (replaced) spans[spans.length - 1] = { ...last, to: Math.min(last.to ?? Infinity, Math.max(last.from, savedAt(snapshot))) };
    else if (last) spans.pop();
    if (from !== null) spans.push({ from, to: holidayMode?.to ? Date.parse(holidayMode.to) : null });
  }
  return spans.filter(({ from, to }) => to === null || to > from);
}

/** The instant from which two timelines say different things; null when nowhere. One that was stored has its fields in another order. */
export function differsFrom(before: SettingsTimeline, after: SettingsTimeline): number | null {
  const spans = [...symmetricDifference(before.holidays, after.holidays), ...symmetricDifference(before.exempt, after.exempt)];
  const instants = [...firstDifference(before.settings, after.settings), ...spans.map(({ from }) => from)];
  return instants.length === 0 ? null : Math.min(...instants);
}

type Settings = SettingsTimeline['settings'];

/** None or one. What holds first holds before its instant too. */
function firstDifference(before: Settings, after: Settings): number[] {
  if (!isSame(before[0]?.values, after[0]?.values)) return [0];
  const at = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).find(
    (index) => index > 0 && !isSame(before[index], after[index]),
  );
  return at === undefined ? [] : [Math.min(before[at]?.from ?? Infinity, after[at]?.from ?? Infinity)];
}

function symmetricDifference<S>(before: readonly S[], after: readonly S[]): S[] {
  const lacking = (among: readonly S[]) => (span: S) => !among.some((other) => isSame(span, other));
  return [...before.filter(lacking(after)), ...after.filter(lacking(before))];
}

/** Whatever the order of their fields: what was stored comes back in another. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);

const inOrder = (_name: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
