import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { isId } from '#libs/platform/process/ids';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { endBrowserSession } from '../app/end-browser-session';

const endBrowserSessionInput = z.object({ shopId: idInput, browserSessionId: idInput, commandId: commandIdInput });

/** Sessions of browsers that were ended. The reference is the gateway's question whether one was. */
export const browserSessionResolvers = (deps: Deps): Resolvers => ({
  Mutation: {
    endBrowserSession: command('endBrowserSession', endBrowserSessionInput, async (asked) => {
      await endBrowserSession(deps, asked);
      return { warnings: [] };
    }),
  },
  BrowserSession: {
    __resolveReference: async ({ accountId, id }, { extra }) => ({
      ...{ accountId, id },
      isEnded: isId(accountId) && isId(id) && (await extra.endedSessions.load({ accountId, id })) !== null,
    }),
  },
});
