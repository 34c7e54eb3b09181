import type { AuditLine } from '#libs/platform/audit/audit';
import type { Ticket } from '#libs/platform/database/command-batch';
import type { Tx } from '#libs/platform/database/database';
import type { FaqAnswer, FaqEntry } from '../../knowledge/domain/faq-entry';
import { answersOf, entriesOf } from '../../knowledge/store/faq-entries';
import { inactiveAccounts } from '../../copies/store/account-copy';
import { loadOrders } from '../../orders/store/load-orders';
import type { Order, OrderKey } from '../../orders/domain/order';
import { isCourtesy } from '../domain/courtesy';
import type { Message } from '../domain/session';
import { lastClosedOf } from '../store/last-closed';
import { loadCases, type Cases } from '../store/load-cases';
import {
  messagesAt,
  messagesByChannel,
  messagesById,
  type ChannelKey,
  type MessageName,
  type MessagePosition,
} from '../store/load-messages';
import { meetBuyers, type NamedBuyer } from '../store/lock-buyers';
import type { SessionCommand, StoredAnswer } from './session-command';
import { createWorkingSet, type WorkingSet } from './working-set';

/** A flight with everything its decisions need. */
export interface LoadedFlight {
  readonly set: WorkingSet;
  /** Messages of commands that were done before. */
  readonly repeated: readonly Message[];
  readonly inactive: ReadonlySet<string>;
  /** The orders that buyers come from, by `orderName`. */
  readonly entryOrders: ReadonlyMap<string, Order>;
  /** What shops answer common questions with, as far as somebody writes to a closed one. */
  readonly faq: ReadonlyMap<string, readonly FaqAnswer[]>;
  /** The entries that were clicked, by `entryName`. */
  readonly clicked: ReadonlyMap<string, FaqEntry>;
  /** The last sessions that have closed, by buyer, where these may take a message (RES-88). */
  readonly ended: ReadonlyMap<string, string>;
  /** What its decisions leave for the audit. */
  readonly lines: AuditLine[];
}

/**
 * Locks the buyers, then reads: messages delivered before, open and named sessions, buyers, terms. For first messages of new buyers that is one
 * trip to the database.
 */
export async function loadFlight(
  tx: Tx,
  commands: readonly SessionCommand[],
  tickets: readonly Ticket<StoredAnswer>[],
  newId: () => string,
): Promise<LoadedFlight> {
  const running = commands.filter((_, index) => tickets[index]?.kind === 'run');
  const done = tickets.flatMap((ticket) => (ticket.kind === 'repeat' ? [ticket.stored] : []));
  const named = distinctBuyers(running);
  const namedIds = new Set(named.map((buyer) => buyer.id));
  const leaving = running.flatMap((command) => ('buyerId' in command ? [command.buyerId] : []));
  const known = [...new Set(leaving)].filter((id) => !namedIds.has(id));
  const sessions = running.flatMap((command) => ('sessionId' in command ? [command.sessionId] : []));
  if (running.length > 0) meetBuyers(tx, { named, known, sessions });
  const load = async (): Promise<Pick<LoadedFlight, 'set' | 'repeated' | 'faq' | 'ended'>> => {
    const [delivered, named, repeated] = await Promise.all([
      messagesByChannel(tx, running.flatMap(channelKeyOf)),
      messagesById(tx, running.flatMap(messageNameOf)),
      messagesAt(tx, done.flatMap(positionOf)),
    ]);
    const told = [...done.flatMap(({ sessionId }) => sessionId ?? []), ...delivered.map((message) => message.sessionId)];
    const cases = await loadCases(tx, { buyers: [...namedIds, ...known], sessions: [...new Set([...sessions, ...told])] });
    const ended = await lastClosedOf(tx, courteousBuyers(running, cases));
    return {
      ended: new Map(ended.sessions.map(({ session }) => [session.buyerId, session.id])),
      set: createWorkingSet({ ...cases, sessions: [...cases.sessions, ...ended.sessions] }, [...delivered, ...named], newId),
      repeated,
      faq: await answersOf(tx, closedShops(cases, namedIds)),
    };
  };
  const accounts = running.flatMap((command) => ('account' in command ? [command.account.id] : []));
  const clicks = running.flatMap(clickOf);
  const [inactive, entryOrders, entries, loaded] = await Promise.all([
    inactiveAccounts(tx, [...new Set(accounts)]),
    loadOrders(tx, running.flatMap(entryOrderOf)),
    entriesOf(tx, clicks),
    load(),
  ]);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const clicked = new Map(clicks.flatMap((click) => (byId.has(click.id) ? [[entryName(click), byId.get(click.id)!]] : [])));
  return { ...loaded, inactive, entryOrders, clicked, lines: [] };
}

/** Who is only courteous, has no session open, and writes to a shop that wants nothing reopened by that (RES-88). */
function courteousBuyers(commands: readonly SessionCommand[], { sessions, terms }: Cases): string[] {
  const open = new Set(sessions.flatMap(({ session }) => (session.state === 'CLOSED' ? [] : [session.buyerId])));
  return commands.flatMap((command) =>
    command.kind === 'BUYER_MESSAGE' &&
    terms.get(command.shopId)?.courtesyReopens === false &&
    !open.has(command.buyer.id) &&
    isCourtesy(command.pending)
      ? [command.buyer.id]
      : [],
  );
}

/** The shops whose buyers write to what they left while these were closed. */
const closedShops = ({ sessions }: Cases, writing: ReadonlySet<string>): string[] =>
  sessions.flatMap(({ session }) => (session.closed !== null && writing.has(session.buyerId) ? [session.shopId] : []));

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

function messageNameOf(command: SessionCommand): MessageName[] {
  return command.kind === 'ON_MESSAGE' ? [{ sessionId: command.sessionId, id: command.messageId }] : [];
}

function channelKeyOf(command: SessionCommand): ChannelKey[] {
  if (command.kind === 'ON_CHANNEL_MESSAGE') return [{ buyerId: command.buyerId, channelMessageId: command.channelMessageId }];
  if (command.kind !== 'BUYER_MESSAGE' || command.pending.channelMessageId === null) return [];
  return [{ buyerId: command.buyer.id, channelMessageId: command.pending.channelMessageId }];
}

export const entryOrderOf = (command: SessionCommand): OrderKey[] =>
  command.kind !== 'BUYER_MESSAGE' || command.entryOrderId === null
    ? []
    : [{ buyerId: command.buyer.id, channelOrderId: command.entryOrderId }];

interface EntryKey {
  readonly shopId: string;
  readonly id: string;
}

/** The entry that a command clicks. */
export const clickOf = (command: SessionCommand): EntryKey[] =>
  command.kind === 'BUYER_MESSAGE' && command.clickedEntry !== undefined ? [{ shopId: command.shopId, id: command.clickedEntry }] : [];

export const entryName = ({ shopId, id }: EntryKey): string => `${shopId} ${id}`;

const positionOf = ({ sessionId, ordinal }: StoredAnswer): MessagePosition[] =>
  sessionId === null || ordinal === null ? [] : [{ sessionId, ordinal }];
