import { datesOf } from '../../roster/domain/dates';

/** A day off for each agent, one after the other (STF-19). */
export interface RestPlan {
  readonly days: readonly { readonly agentId: string; readonly date: string }[];
  /** Those for whom the dates were too few: they get theirs later. */
  readonly left: readonly string[];
}

/** Gives each agent one day off, `perDay` of them on each date of a span, in the order they are named. */
export function restRotation(agentIds: readonly string[], span: { readonly from: string; readonly to: string }, perDay: number): RestPlan {
  const places = datesOf(span).flatMap((date) => Array.from({ length: perDay }, () => date));
  return {
    days: agentIds.slice(0, places.length).map((agentId, index) => ({ agentId, date: places[index]! })),
    left: agentIds.slice(places.length),
  };
}
