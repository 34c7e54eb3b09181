import type { Settings } from '../../copies/domain/settings';
import type { Random } from '../../decision/domain/steps/step';
import type { ShopChange } from '../../flight/domain/shop-change';
import { refreshRoster } from '../../flight/domain/shop-state';
import { drain } from '../../queue/domain/drain';
import type { RoutingRules } from '../../rules/domain/routing-rules';
import type { AgentSkills } from '../../rules/domain/skills';
import { playedSteps } from './as-played';
import { recordedSteps, setCapacityTo } from './as-recorded';
import type { Happening } from './happening';
import { paperShop, type PaperShop } from './paper-shop';
import { serviceTimes } from './service-times';
import { isGiven, storiesOf, usualServiceMs } from './stories';
import { tallyOf, type PeriodFigures, type Tally } from './tally';

/** A period of a shop: what the log tells of it, and of the days before it, from which its beginning follows. */
export interface Period {
  readonly shopId: string;
  readonly happenings: readonly Happening[];
  readonly fromMs: number;
  readonly toMs: number;
  /** What managers have set up, by the rows: the log does not tell it. */
  readonly rules: RoutingRules;
  readonly weights: ReadonlyMap<string, number>;
  readonly skills: ReadonlyMap<string, AgentSkills>;
  readonly limited: readonly string[];
}

/** What is set otherwise than it was; `edit` does what is left to do in the shop. */
export interface Changes {
  readonly policy: Partial<Settings['policy']>;
  readonly capacities: ReadonlyMap<string, number | null>;
  readonly edit: (change: ShopChange) => void;
}

export const noChanges: Changes = { policy: {}, capacities: new Map(), edit: () => undefined };

/** What was: carried out as the log tells it. */
export function recorded(period: Period, random: Random): PeriodFigures {
  const { shop, step } = begun(period, random);
  const tally = tallyOf(shop, period.fromMs, servedBefore(period));
  for (const one of inPeriod(period)) {
    tally.pass(one.atMs);
    count(tally, shop, one);
    tally.hear(step(one));
  }
  tally.pass(period.toMs);
  return tally.figures();
}

/** What would have been: the same buyers, presence and service times, decided anew from the period's first instant on. */
export function played(period: Period, { policy, capacities, edit }: Changes, random: Random): PeriodFigures {
  const { shop } = begun(period, random);
  const tally = tallyOf(shop, period.fromMs, servedBefore(period));
  const stories = storiesOf(period.happenings, period.toMs);
  const times = serviceTimes(stories, usualServiceMs(stories.values()) ?? 0, period.fromMs);
  const edited = (settings: Settings): Settings => ({ ...settings, policy: { ...settings.policy, ...policy } });
  const keptCapacities = new Set(capacities.keys());
  const heard = (change: ShopChange): void => tally.hear(change);
  for (const agent of shop.state.agents.values())
    for (const { sessionId } of shop.held(agent.id)) times.begin(sessionId, period.fromMs, '');
  const steps = playedSteps({ shop, times, stories, edited, keptCapacities, heard });
  steps.fly(period.fromMs, (change) => setUp(change, { policy, capacities, edit }, edited));
  const outside = inPeriod(period);
  for (let index = 0, lastMs = period.fromMs; ;) {
    const wakeMs = Math.max(shop.wakeAt()?.getTime() ?? Infinity, lastMs + 1);
    const nowMs = Math.min(times.nextMs(), wakeMs, outside[index]?.atMs ?? Infinity);
    if (nowMs >= period.toMs) break;
    tally.pass(nowMs);
    lastMs = nowMs;
    if (times.nextMs() === nowMs) {
      const due = times.take();
      if (due) steps.fallDue(due);
    } else if (wakeMs === nowMs) steps.fly(nowMs);
    else {
      const one = outside[index++]!;
      count(tally, shop, one);
      steps.happen(one);
    }
  }
  tally.pass(period.toMs);
  return tally.figures();
}

/** The shop as it was at the period's first instant. */
function begun(period: Period, random: Random): { readonly shop: PaperShop; readonly step: (one: Happening) => ShopChange } {
  const shop = paperShop(period.shopId, random, period.limited);
  // Offers are played as assignments: nobody knows who would have accepted which.
  shop.state.rules = { ...period.rules, offerTimeoutSeconds: null };
  const step = recordedSteps(shop);
  for (const one of period.happenings) if (one.atMs < period.fromMs) step(one);
  for (const agent of shop.state.agents.values()) {
    agent.weight = period.weights.get(agent.id) ?? null;
    agent.skills = period.skills.get(agent.id) ?? null;
  }
  refreshRoster(shop.state);
  return { shop, step };
}

function setUp(change: ShopChange, { capacities, edit, policy }: Changes, edited: (settings: Settings) => Settings): void {
  const { state } = change;
  if (state.settings) state.settings = edited(state.settings);
  for (const agent of state.agents.values()) {
    const capacity = capacities.get(agent.id);
    if (capacity !== undefined) setCapacityTo(change, agent.id, capacity, true);
    else if (policy.defaultMaxCapacity !== undefined && !agent.capacityChosen)
      setCapacityTo(change, agent.id, policy.defaultMaxCapacity, false);
  }
  edit(change);
  refreshRoster(state);
  drain(change);
}

/** Sessions that an agent had before the period. */
const servedBefore = ({ happenings, fromMs }: Period): Set<string> =>
  new Set(
    happenings.flatMap((one) => (one.kind === 'routed' && one.atMs < fromMs && isGiven(one.event) ? [one.event.value.sessionId] : [])),
  );

const inPeriod = ({ happenings, fromMs, toMs }: Period): Happening[] => happenings.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);

function count(tally: Tally, shop: PaperShop, one: Happening): void {
  if (one.kind === 'arrival') tally.arrive();
  if (one.kind === 'closed' && one.byBuyer && shop.isWaiting(one.sessionId)) tally.leave();
}
