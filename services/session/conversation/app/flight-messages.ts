import type { Revised, Revision } from '../../revisions/domain/revision';
import type { Message } from '../domain/session';

/** The messages of a flight: those that were loaded, those it writes, and those it changes. */
export interface FlightMessages {
  byId(id: string): Message | null;
  byChannel(buyerId: string, channelMessageId: string): Message | null;
  record(message: Message): void;
  revise(revised: Revised): void;
  /** What is to be written: new ones as they were recorded, and changed ones as they are in the end, each once. */
  results(): { readonly messages: readonly Message[]; readonly revised: readonly Message[]; readonly revisions: readonly Revision[] };
}

export function createFlightMessages(loaded: readonly Message[]): FlightMessages {
  const [byChannel, byId] = [new Map<string, Message>(), new Map<string, Message>()];
  const [recorded, revisions]: [Message[], Revision[]] = [[], []];
  const revised = new Map<string, Message>();
  const remember = (message: Message): void => {
    byId.set(message.id, message);
    if (message.channelMessageId !== null) byChannel.set(channelKey(message.buyerId, message.channelMessageId), message);
  };
  loaded.forEach(remember);
  return {
    byId: (id) => byId.get(id) ?? null,
    byChannel: (buyerId, id) => byChannel.get(channelKey(buyerId, id)) ?? null,
    record: (message) => {
      remember(message);
      recorded.push(message);
    },
    revise: ({ message, revision }) => {
      remember(message);
      revised.set(message.id, message);
      revisions.push(revision);
    },
    results: () => ({ messages: recorded, revised: [...revised.values()], revisions }),
  };
}

const channelKey = (buyerId: string, id: string): string => `${buyerId} ${id}`;
