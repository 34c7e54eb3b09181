import { decideAgentMessage, decideEnd, type AgentCase } from '../domain/decide-agent-command';
import { decideBuyerMessage } from '../domain/decide-buyer-message';
import { decideLeave } from '../domain/decide-leave';
import type { Session } from '../domain/session';
import type { HotAnswer, HotCommand } from './hot-command';
import type { LoadedFlight } from './load-flight';

type Of<K extends HotCommand['kind']> = Extract<HotCommand, { readonly kind: K }>;

/** Decides one command on the state that the ones before it have left, and puts its changes on the bench. */
export function decideCommand(flight: LoadedFlight, command: HotCommand, now: Date): HotAnswer {
  switch (command.kind) {
    case 'BUYER_MESSAGE':
      return buyerMessage(flight, command, now);
    case 'LEAVE':
      return leave(flight, command, now);
    case 'AGENT_MESSAGE':
      return agentMessage(flight, command, now);
    case 'END':
      return end(flight, command, now);
    default:
      return command satisfies never;
  }
}

function buyerMessage({ bench }: LoadedFlight, command: Of<'BUYER_MESSAGE'>, now: Date): HotAnswer {
  const { shopId, draft } = command;
  const [buyer, terms] = [bench.buyer(command.buyer.id), bench.terms(shopId)];
  if (buyer === null || terms === null) throw new Error('A buyer message boarded before its shop was known');
  const earlier = draft.channelMessageId === null ? null : bench.delivered(shopId, command.buyer.channel, draft.channelMessageId);
  const itsSession = earlier && bench.session(earlier.sessionId);
  const stored = earlier && itsSession ? { session: itsSession, message: earlier } : null;
  const done = decideBuyerMessage({ buyer, open: bench.openSession(buyer.id), terms, stored }, command, now);
  bench.apply(done.change, command.cause);
  return { outcome: 'done', session: done.session, buyer: bench.buyer(done.session.buyerId), message: done.message, unanswered: false };
}

function leave({ bench }: LoadedFlight, command: Of<'LEAVE'>, now: Date): HotAnswer {
  const done = decideLeave(bench.openSession(command.buyerId), bench.buyer(command.buyerId), now);
  bench.apply(done.change, command.cause);
  return { outcome: 'done', session: done.session, buyer: bench.buyer(command.buyerId), message: null, unanswered: false };
}

function agentMessage(flight: LoadedFlight, command: Of<'AGENT_MESSAGE'>, now: Date): HotAnswer {
  const done = decideAgentMessage(agentCase(flight, command), command.draft, now);
  if (done.outcome === 'refused') return done;
  flight.bench.apply(done.change, command.cause);
  return {
    outcome: 'done',
    session: done.session,
    buyer: flight.bench.buyer(done.session.buyerId),
    message: done.message,
    unanswered: false,
  };
}

function end(flight: LoadedFlight, command: Of<'END'>, now: Date): HotAnswer {
  const done = decideEnd(agentCase(flight, command), now);
  if (done.outcome === 'refused') return done;
  flight.bench.apply(done.change, command.cause);
  return {
    outcome: 'done',
    session: done.session,
    buyer: flight.bench.buyer(done.session.buyerId),
    message: null,
    unanswered: done.unanswered,
  };
}

/** A flight sees the sessions of all its shops, so each command takes only its own shop's (INV-6). */
function agentCase({ bench, inactive }: LoadedFlight, command: Of<'AGENT_MESSAGE' | 'END'>): AgentCase {
  const found = bench.session(command.sessionId);
  const session: Session | null = found?.shopId === command.shopId ? found : null;
  return {
    session,
    buyer: session && bench.buyer(session.buyerId),
    account: { ...command.account, active: !inactive.has(command.account.id) },
  };
}
