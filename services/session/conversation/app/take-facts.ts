import type { InboxEvent } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { ofTopic } from '../../copies/app/of-topic';
import { setReminders } from '../../desk/app/set-reminders';
import { takeSnapshots } from '../../copies/app/take-snapshots';
import { lockAgents, type AgentCopy, type AgentKey } from '../../copies/store/agent-copy';
import { noticesOf } from '../../copies/store/schedule-copy';
import { readAsked } from './asked-while-closed';
import { activeSessionsOf } from '../store/active-sessions';
import { loadCases } from '../store/load-cases';
import { lockBuyersOf } from '../store/lock-buyers';
import { inactiveAgents, leaveSessions, offlineAgents, presencesOf, type GoneAgent } from './lost-agents';
import type { OutcomeNotifier } from './outcome-notifier';
import { applyOutcome, assignedAgents, schedulesOf } from './routed-outcomes';
import { saveWorkingSet } from './save-working-set';
import { createWorkingSet } from './working-set';

export type ConsumerDeps = Pick<Deps, 'outbox' | 'clock' | 'newId' | 'log'>;

/** The topics of others that this service listens to. */
export const consumedTopics = ['shop-changed', 'account-changed', 'schedule-changed', 'agent-status-changed', 'session-routed'] as const;

/**
 * Takes others' facts of all topics together, so that rows are locked in one order: copies, agents, buyers, and last the events' counters.
 * First comes what is told of shops, accounts and agents, then routing's outcomes, then the sessions that agents who are gone leave behind.
 */
export const takeFacts =
  (deps: ConsumerDeps, outcomes: OutcomeNotifier) =>
  async (tx: Tx, events: readonly InboxEvent[]): Promise<void> => {
    await takeSnapshots(tx, events);
    setReminders(tx, events, deps.clock.now());
    const routed = ofTopic(events, 'session-routed');
    const presences = presencesOf(ofTopic(events, 'agent-status-changed'));
    const accounts = ofTopic(events, 'account-changed');
    const gone: readonly GoneAgent[] = [...offlineAgents(presences), ...inactiveAgents(accounts)];
    const copies = presences.map(({ copy }) => copy);
    const offline = await lockAgents(tx, distinct([...assignedAgents(routed), ...copies]), copies);
    const told = routed.map((event) => event.value.sessionId);
    const left = gone.length > 0 ? await activeSessionsOf(tx, gone) : [];
    const sessions = [...new Set([...told, ...left])];
    if (sessions.length === 0) return;
    lockBuyersOf(tx, sessions);
    const loaded = loadCases(tx, { buyers: [], sessions });
    const [cases, notices, asked] = await Promise.all([loaded, noticesOf(tx, schedulesOf(routed)), readAsked(tx, routed, loaded)]);
    const set = createWorkingSet(cases, [], deps.newId);
    const now = deps.clock.now();
    for (const event of routed) applyOutcome({ deps, set, offline, notices, asked, now }, event);
    leaveSessions(set, left, gone, now);
    outcomes.applied(tx, told);
    await saveWorkingSet(tx, deps.outbox, set, now);
  };

const distinct = (agents: readonly (AgentKey | AgentCopy)[]): AgentKey[] => [
  ...new Map(agents.map((agent) => [agent.agentId, agent])).values(),
];
