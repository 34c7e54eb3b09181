import type { AgentCase } from '../domain/decide-agent-command';
import { decideBuyerMessage } from '../domain/decide-buyer-message';
import { decideFaqClick } from '../domain/decide-faq-click';
import type { Session } from '../domain/session';
import type { CommandAnswer, SessionCommand } from './session-command';
import { orderName } from '../../orders/store/load-orders';
import { clickOf, entryName, entryOrderOf, type LoadedFlight } from './load-flight';

type Of<K extends SessionCommand['kind']> = Extract<SessionCommand, { readonly kind: K }>;

/** Decides one command on the state that the ones before it have left, and puts its changes into the working set. */
export function decideCommand(flight: LoadedFlight, command: SessionCommand, now: Date): CommandAnswer {
  switch (command.kind) {
    case 'BUYER_MESSAGE':
      return buyerMessage(flight, command, now);
    case 'OF_BUYER':
      return ofBuyer(flight, command, now);
    case 'ON_CHANNEL_MESSAGE':
    case 'ON_MESSAGE':
      return onMessage(flight, command, now);
    case 'IN_SESSION':
      return inSession(flight, command, now);
    default:
      return command satisfies never;
  }
}

function buyerMessage({ set, entryOrders, faq, clicked, ended }: LoadedFlight, command: Of<'BUYER_MESSAGE'>, now: Date): CommandAnswer {
  const { shopId, pending } = command;
  const [buyer, terms] = [set.buyer(command.buyer.id), set.terms(shopId)];
  if (buyer === null || terms === null) throw new Error('A buyer message was taken before its shop was known');
  const earlier = pending.channelMessageId === null ? null : set.delivered(buyer.id, pending.channelMessageId);
  const itsSession = earlier && set.session(earlier.sessionId);
  const stored = earlier && itsSession ? { session: itsSession, message: earlier } : null;
  const [entry] = entryOrderOf(command);
  const entryOrder = (entry && entryOrders.get(orderName(entry))) ?? null;
  const last = set.session(ended.get(buyer.id) ?? '');
  const known = { buyer, open: set.openSession(buyer.id), ended: last, terms, stored, entryOrder, faq: faq.get(shopId) ?? [] };
  const [click] = clickOf(command);
  const done = click ? decideFaqClick(known, command, clicked.get(entryName(click)) ?? null, now) : decideBuyerMessage(known, command, now);
  set.apply(done.change, command.trigger);
  return { outcome: 'done', session: done.session, buyer: set.buyer(done.session.buyerId), message: done.message, unanswered: false };
}

function ofBuyer({ set }: LoadedFlight, { buyerId, trigger, decide }: Of<'OF_BUYER'>, now: Date): CommandAnswer {
  const done = decide(set.openSession(buyerId), set.buyer(buyerId), now);
  if (done.outcome === 'refused') return done;
  set.apply(done.change, trigger);
  return { outcome: 'done', session: done.session, buyer: set.buyer(buyerId), message: done.message ?? null, unanswered: false };
}

function onMessage(flight: LoadedFlight, command: Of<'ON_MESSAGE' | 'ON_CHANNEL_MESSAGE'>, now: Date): CommandAnswer {
  const { set, inactive } = flight;
  const found = command.kind === 'ON_MESSAGE' ? set.message(command.messageId) : set.delivered(command.buyerId, command.channelMessageId);
  const message = found?.shopId === command.shopId ? found : null;
  const session = message && set.session(message.sessionId);
  const account = 'account' in command ? { ...command.account, active: !inactive.has(command.account.id) } : null;
  const done = command.decide({ message, session, account, terms: set.terms(command.shopId) }, now);
  if (done.outcome === 'refused') return done;
  set.apply(done.change, command.trigger);
  return { outcome: 'done', session: done.session, buyer: set.buyer(done.session.buyerId), message: done.message, unanswered: false };
}

function inSession(flight: LoadedFlight, command: Of<'IN_SESSION'>, now: Date): CommandAnswer {
  const known = agentCase(flight, command);
  const done = command.decide(known, now);
  if (done.outcome === 'refused') return done;
  if (command.lineOf && known.session && known.session.agentId !== command.account.id)
    flight.lines.push(command.lineOf(known.session, done.session, now));
  flight.set.apply(done.change, command.trigger);
  const { session, message = null, ordinal, unanswered = false } = done;
  return {
    outcome: 'done',
    session,
    buyer: flight.set.buyer(session.buyerId),
    message,
    unanswered,
    ...(ordinal !== undefined && { ordinal }),
  };
}

/** A flight sees the sessions of all its shops, so each command takes only its own shop's (INV-6). */
function agentCase({ set, inactive }: LoadedFlight, command: Of<'IN_SESSION'>): AgentCase {
  const found = set.session(command.sessionId);
  const session: Session | null = found?.shopId === command.shopId ? found : null;
  return {
    session,
    buyer: session && set.buyer(session.buyerId),
    account: { ...command.account, active: !inactive.has(command.account.id) },
    terms: set.terms(command.shopId),
  };
}
