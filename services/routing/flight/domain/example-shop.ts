import type { ScheduleVersion, Weekly } from '#libs/calendar/index';
import type { ShopPolicy } from '#libs/contracts/index';
import type { RosterDate, Rosters } from '../../copies/domain/roster-copy';
import { accountChanged, shopChanged } from '../../copies/domain/take-snapshots';
import { setCapacity } from '../../presence/domain/set-capacity';
import { newShopChange, type ShopChange } from './shop-change';
import { openShop } from './open-shop';
import { setPresence } from '../../presence/domain/set-presence';
import { refreshWake } from '../../queue/domain/refresh-wake';
import { sessionStarted } from '../../queue/domain/session-started';
import { newShopState, poolAt, waitingTotals, type ShopState } from './shop-state';
import type { Presence } from '../../presence/domain/agent';
import type { Settings } from '../../copies/domain/settings';
import type { SessionPlacement } from '../../queue/domain/session-placement';
import type { WaitingEntry } from '../../queue/domain/waiting-entry';

/* Examples for tests: shop S, agents A, B, C, buyers' sessions b1 …, Monday 2026-03-02 in Shanghai. */

/** An instant of that Monday (or of the days after it) by the clocks of Shanghai. */
export const at = (time: string, day = 2): Date =>
  new Date(`2026-03-${String(day).padStart(2, '0')}T${time.length === 5 ? `${time}:00` : time}+08:00`);

export const kuaishou: ShopPolicy = {
  routingMode: 'BASIC',
  assignStrategy: 'EVEN',
  availabilityTest: 'ANY_ONLINE',
  unavailableHandling: 'QUEUE',
  offlineRouting: false,
  queueEnabled: true,
  botFirst: false,
  returningWindowHours: 72,
  returningBypassesCapacity: true,
  returningBypassesSuspendHours: 0,
  returningFallback: 'RANDOM',
  returningWithBot: 'DISABLED',
  newCustomerPriority: false,
  newCustomerMaxPurchases: 1,
  exclusiveAgentPriority: true,
  returningPriority: false,
  priorityCrowds: false,
  defaultMaxCapacity: null,
  agentEndHoldMinutes: 20,
  idleCloseAfterAgentMinutes: 20,
  idleCloseAfterBuyerMinutes: 360,
  faqOnlySessions: 'COUNT_AS_RESPONDED',
  outboundQuota: null,
  quickReplySeconds: 180,
  requireEmptyToGoOffline: false,
  buyerLanguage: 'ZH_CN',
  orderValidityDays: 30,
  afterSalesPeriodDays: 3,
  messageRecallMinutes: 2,
  outboundTexts: false,
  courtesyReopens: true,
  closingHintMinutes: 10,
  slowReplySeconds: 100,
  dailyReminderMinute: 540,
  staleAfterMinutes: null,
};

export const settings = (policy: Partial<ShopPolicy> = {}, rest: Partial<Settings> = {}): Settings => ({
  version: 1,
  policyVersion: 1,
  policy: { ...kuaishou, ...policy },
  preset: 'KUAISHOU',
  timeZone: 'Asia/Shanghai',
  ownerId: 'owner',
  tiers: [],
  trials: [],
  holidayMode: null,
  ...rest,
});

/** One version of the shop's hours, without exceptions. */
export const hoursVersion = (version: number, effectiveFrom: Date, weekly: Weekly | null): ScheduleVersion => ({
  version,
  effectiveFrom,
  weekly,
  seasons: [],
  ranges: [],
  closures: [],
  holidays: null,
  groupId: null,
  followsShop: false,
});

/** The random source of tests that use none. */
const noRandom = (): number => {
  throw new Error('This decision draws no random number');
};

/** One flight over the state at an instant: opens it, runs the inputs, and answers what it told. */
export function flight(
  state: ShopState,
  now: Date,
  run: (change: ShopChange) => void = () => undefined,
  random: () => number = noRandom,
): ShopChange {
  const change = newShopChange(state, now, random, { placements: placementsOf(state), rosters: rostersOf(state) });
  openShop(change);
  run(change);
  refreshWake(change);
  keep(state, change);
  state.version = change.version;
  return change;
}

/* What the database would hold of sessions and rosters between two flights. */
const placements = new WeakMap<ShopState, SessionPlacement[]>();

const rosters = new WeakMap<ShopState, ReadonlyMap<string, RosterDate>>();
const rostersOf = (state: ShopState): Rosters => rosters.get(state) ?? new Map<string, RosterDate>();

/** Where every session is that the shop has met. */
export const placementsOf = (state: ShopState): readonly SessionPlacement[] => placements.get(state) ?? [];

function keep(state: ShopState, change: ShopChange): void {
  const stored = [...change.placements.values()].map((one) => ({
    ...one,
    replaced: [],
    stored: { waiting: one.waiting, assignment: one.assignment, tombstone: one.tombstone },
  }));
  placements.set(state, stored);
  rosters.set(state, change.rosters);
}

export interface ExampleAgent {
  readonly capacity?: number | null;
  readonly presence?: Presence;
  readonly noRouting?: boolean;
}

/** A shop with agents, ONLINE and without limit unless said otherwise. */
export function shopWith(agents: Readonly<Record<string, ExampleAgent>>, policy: Partial<ShopPolicy> = {}, now = at('09:00')): ShopState {
  const state = newShopState('S');
  flight(state, now, (change) => {
    shopChanged(change, settings(policy));
    for (const [id, agent] of Object.entries(agents)) join(change, id, agent);
  });
  return state;
}

function join(change: ShopChange, id: string, { capacity, presence = 'ONLINE', noRouting = false }: ExampleAgent): void {
  accountChanged(change, id, { version: 1, hasAgentRole: true, imEnabled: true, noRouting, active: true });
  if (capacity !== undefined) setCapacity(change, { agentId: id, maxCapacity: capacity });
  if (presence !== 'OFFLINE') setPresence(change, { agentId: id, presence, reason: null, device: null });
}

/** A buyer writes: the session of that name starts. */
export const start = (change: ShopChange, sessionId: string, openedAt = change.now, reentryOf: string | null = null): void =>
  sessionStarted(
    change,
    { sessionId, openedAt, facts: { buyerId: `buyer of ${sessionId}`, channel: 'demo', entryPoint: null, viaBot: false, lastHuman: null } },
    reentryOf,
  );

/** What a flight told of sessions, short: `b1 A`, `b2 offered A`, `b3 queued`, `b4 CLOSED`. */
export const told = ({ outcomes }: ShopChange): string[] =>
  outcomes.map(({ sessionId, route, offer }) => {
    if (route.outcome === 'assigned') return `${sessionId} ${offer ? 'offered ' : ''}${route.agentId}`;
    return `${sessionId} ${route.outcome === 'left-message' ? route.place : route.outcome}`;
  });

/** How many wait in the queue, and how many messages are left. */
export const queued = (state: ShopState): number => waitingTotals(state).queued;
export const left = (state: ShopState): number => waitingTotals(state).left;

/** Takes the whole queue of a pool out of memory, as after a long part of it has gone; answers what the store would load again. */
export function unload(state: ShopState, pool: string): readonly WaitingEntry[] {
  const { queue } = poolAt(state, pool);
  return queue.entries.splice(queue.first);
}

/** The loads of all agents, as `A 2/5`. */
export const loads = ({ agents }: ShopState): string[] =>
  [...agents.values()].map(({ id, load, maxCapacity }) => `${id} ${load}/${maxCapacity ?? '∞'}`);
