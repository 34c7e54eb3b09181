import type { Tx } from '#libs/platform/database/database';
import type { Message } from '../domain/session';
import { inactiveAccounts } from '../../copies/store/copies';
import { loadCases } from '../store/load-cases';
import { messagesByChannel, messagesByPlace, type ChannelKey, type Place } from '../store/load-messages';
import { meetBuyers, type NamedBuyer } from '../store/lock-buyers';
import type { Ticket } from './claim-flight';
import type { SessionCommand } from './session-command';
import { createWorkingSet, type WorkingSet } from './working-set';

/** A flight with everything its decisions need. */
export interface LoadedFlight {
  readonly set: WorkingSet;
  /** Messages of commands that were done before, by session and ordinal. */
  readonly repeated: readonly Message[];
  readonly inactive: ReadonlySet<string>;
}

/** Locks the buyers, then reads: messages delivered before, open and named sessions, buyers, terms. For first messages of new buyers that is one trip to the database. */
export async function loadFlight(
  tx: Tx,
  commands: readonly SessionCommand[],
  tickets: readonly Ticket[],
  newId: () => string,
): Promise<LoadedFlight> {
  const running = commands.filter((_, seat) => tickets[seat]?.kind === 'run');
  const named = distinctBuyers(running);
  const leaving = running.flatMap((command) => (command.kind === 'LEAVE' ? [command.buyerId] : []));
  const namedIds = new Set(named.map((buyer) => buyer.id));
  const known = [...new Set(leaving)].filter((id) => !namedIds.has(id));
  const sessions = running.flatMap((command) => ('sessionId' in command ? [command.sessionId] : []));
  const places = tickets.flatMap((ticket): Place[] => placeOf(ticket));
  const repeatedSessions = tickets.flatMap((ticket) => (ticket.kind === 'repeat' ? (ticket.stored.sessionId ?? []) : []));
  if (running.length > 0) meetBuyers(tx, { named, known, sessions });
  const accounts = running.flatMap((command) => ('account' in command ? [command.account.id] : []));
  const inactive = inactiveAccounts(tx, [...new Set(accounts)]);
  const [delivered, repeated] = await Promise.all([messagesByChannel(tx, running.flatMap(channelKeyOf)), messagesByPlace(tx, places)]);
  const wanted = new Set([...sessions, ...repeatedSessions, ...delivered.map((message) => message.sessionId)]);
  const cases = await loadCases(tx, { buyers: [...namedIds, ...known], sessions: [...wanted] });
  return { set: createWorkingSet(cases, delivered, newId), repeated, inactive: await inactive };
}

/** Each buyer once; the last name given is the one to show. */
function distinctBuyers(commands: readonly SessionCommand[]): NamedBuyer[] {
  const buyers = new Map<string, NamedBuyer>();
  for (const command of commands) {
    if (command.kind !== 'BUYER_MESSAGE') continue;
    const { buyer } = command;
    buyers.set(buyer.id, { ...buyer, name: buyer.name ?? buyers.get(buyer.id)?.name ?? null });
  }
  return [...buyers.values()];
}

function channelKeyOf(command: SessionCommand): ChannelKey[] {
  if (command.kind !== 'BUYER_MESSAGE' || command.pending.channelMessageId === null) return [];
  return [{ shopId: command.shopId, channel: command.buyer.channel, channelMessageId: command.pending.channelMessageId }];
}

function placeOf(ticket: Ticket): Place[] {
  if (ticket.kind !== 'repeat' || ticket.stored.sessionId === null || ticket.stored.ordinal === null) return [];
  return [{ sessionId: ticket.stored.sessionId, ordinal: ticket.stored.ordinal }];
}
