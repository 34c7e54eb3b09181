import { AppError } from '#libs/platform/errors';
import type { Deps } from '#libs/service/run-service';
import type { Resolvers } from '../../generated/resolver-types';
import type { Uploads } from '../../attachments/app/uploads';
import type { BuyerDirectory } from '../app/buyer-directory';
import type { CommandQueue } from '../app/command-queue';
import type { OutcomeNotifier } from '../app/outcome-notifier';
import type { CardShows } from '../../knowledge/app/show-card';
import { createAgentMutations } from './agent-mutations';
import { createInbox } from './inbox';
import { createBuyerMutations } from './buyer-mutations';
import { buyerHistory } from './buyer-history-field';
import { messageConnection, messagesOf } from './message-pages';
import { buyer, message, session } from './session-fields';
import { createShop, sessionConnection } from './shop-sessions';

/** What the conversation's resolvers work with. */
export interface Conversation extends Pick<Deps, 'db' | 'readDb' | 'clock' | 'newId'> {
  readonly queue: CommandQueue;
  readonly buyers: BuyerDirectory;
  readonly outcomes: OutcomeNotifier;
  readonly uploads: Uploads;
  readonly cards: CardShows;
}

export const createResolvers = (conversation: Conversation): Resolvers => ({
  Query: {
    inbox: createInbox(conversation),
    session: async (_root, { id }, { extra }) => {
      const found = await extra.loaders.sessions.load(id);
      if (found === null) throw unknownSession;
      return found;
    },
  },
  Mutation: { ...createBuyerMutations(conversation), ...createAgentMutations(conversation) },
  Shop: createShop(conversation),
  SessionConnection: sessionConnection,
  Session: { ...session, ...messagesOf },
  MessageConnection: messageConnection,
  Message: message,
  Buyer: { ...buyer, sessions: buyerHistory(conversation) },
});

/** Sessions are made here, so an id that is not here now will not come. */
const unknownSession = new AppError('SESSION_NOT_FOUND', 'No such session in this shop.', {
  field: 'id',
  expected: 'the id of a session of this shop',
  retryable: false,
});
