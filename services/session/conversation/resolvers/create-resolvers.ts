import type { Database } from '#libs/platform/database/database';
import { sessionNotFound } from '#libs/platform/errors';
import type { CommandQueue } from '../app/command-queue';
import type { Resolvers } from '../../generated/resolver-types';
import { createMutations } from './mutations';
import { buyer, createSession, message, messageConnection } from './session-fields';
import { createSessionConnection, createShop } from './shop-sessions';

/** The subgraph's resolvers over one database and one queue for the hot commands. */
export const createResolvers = (db: Database, queue: CommandQueue): Resolvers => ({
  Query: {
    session: async (_root, { id }, { extra }) => {
      const found = await extra.loaders.sessions.load(id);
      if (found === null) throw sessionNotFound('id');
      return found;
    },
  },
  Mutation: createMutations(db, queue),
  Shop: createShop(db),
  SessionConnection: createSessionConnection(db),
  Session: createSession(db),
  MessageConnection: messageConnection,
  Message: message,
  Buyer: buyer,
});
