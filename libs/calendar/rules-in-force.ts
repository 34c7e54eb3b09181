import type { Override, ReceptionRules, ScheduleVersion } from './schedule';

/** What decides at an instant (SCH-9): holiday mode, an override, or a version's hours; undefined hours are no limit. `version` is in force meanwhile. */
export interface Ruling {
  readonly holidayMode: boolean;
  readonly override: Override | null;
  readonly version: ScheduleVersion | undefined;
}

/** The rules of one shop, or of one of its groups, in the order of time. */
export interface RulesInForce {
  /** Instants at which a version, holiday mode or an override begins or ends, ascending. */
  readonly changes: readonly number[];
  rulingAt(at: number): Ruling;
  /** The versions that rule at some time from one instant to another. */
  versionsBetween(from: number, to: number): readonly ScheduleVersion[];
}

/** A group follows the shop until it has hours of its own, and again when it gives them up; holiday mode and an override rule it as well. */
export function rulesInForce({ versions, holidayMode, override }: ReceptionRules, groupId: string | null): RulesInForce {
  const shop = inOrder(versions.filter((version) => version.groupId === null));
  const own = groupId === null ? [] : inOrder(versions.filter((version) => version.groupId === groupId));
  const versionAt = (at: number): ScheduleVersion | undefined => {
    const group = latest(own, at);
    return group && !group.followsShop ? group : latest(shop, at);
  };
  const switches = [holidayMode, override].flatMap((span) => (span ? [span.from, ...(span.to ? [span.to] : [])] : []));
  const instants = [...[...shop, ...own].map(({ effectiveFrom }) => effectiveFrom), ...switches].map((instant) => instant.getTime());
  const changes = [...new Set(instants)].sort((a, b) => a - b);
  return {
    changes,
    rulingAt: (at) => ({
      holidayMode: isOn(holidayMode, at),
      override: isOn(override, at) ? override : null,
      version: versionAt(at),
    }),
    versionsBetween: (from, to) => {
      const begins = [from, ...changes.filter((change) => from < change && change <= to)];
      return [...new Set(begins.flatMap((at) => versionAt(at) ?? []))];
    },
  };
}

/** As they come into force; of two that begin together, the one saved later last: it acts (SCH-11, RES-52). */
const inOrder = (versions: readonly ScheduleVersion[]): ScheduleVersion[] =>
  [...versions].sort((a, b) => a.effectiveFrom.getTime() - b.effectiveFrom.getTime() || a.version - b.version);

function latest(ordered: readonly ScheduleVersion[], at: number): ScheduleVersion | undefined {
  let [from, to] = [0, ordered.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ordered[middle]!.effectiveFrom.getTime() <= at) from = middle + 1;
    else to = middle;
  }
  return ordered[from - 1];
}

type Switch = { readonly from: Date; readonly to: Date | null } | null;

const isOn = (span: Switch, at: number): boolean =>
  span !== null && span.from.getTime() <= at && (span.to === null || at < span.to.getTime());

/** Whether a switch is on during some of the time `[from, to)`. */
export const overlaps = (span: Switch, { from, to }: { readonly from: Date; readonly to: Date }): boolean =>
  span !== null && span.from < to && (span.to === null || from < span.to);
