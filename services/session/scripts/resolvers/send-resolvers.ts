import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { idInput } from '#libs/platform/graphql/parse-input';
import { certain, viewOf } from '../../conversation/resolvers/payloads';
import type { Resolvers } from '../../generated/resolver-types';
import { sendScript, sentParts, type SendDeps } from '../app/send-script';
import { inShop } from './script-inputs';

const sendInput = z
  .object({ ...inShop, sessionId: idInput, scriptId: idInput.nullish(), faqEntryId: idInput.nullish() })
  .refine(({ scriptId, faqEntryId }) => Boolean(scriptId) !== Boolean(faqEntryId), {
    path: ['scriptId'],
    message: 'either scriptId or faqEntryId, and not both',
  });

/** Sending with one click. */
export const sendResolvers = (deps: SendDeps): Resolvers => ({
  Mutation: {
    sendScript: command('sendScript', sendInput, async (asked) => {
      const done = await sendScript(deps, asked);
      const session = certain(viewOf(done));
      const first = certain(done.message?.ordinal ?? done.ordinal ?? null);
      return { session, messages: await sentParts(deps, asked.shopId, session.session.id, first) };
    }),
  },
});
