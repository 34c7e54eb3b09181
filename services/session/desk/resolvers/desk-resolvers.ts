import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { personName, visibleText } from '#libs/platform/graphql/text-input';
import type { Deps } from '#libs/service/run-service';
import { actInSession } from '../../conversation/app/agent-commands';
import type { CommandQueue } from '../../conversation/app/command-queue';
import { certain, viewOf } from '../../conversation/resolvers/payloads';
import type { Resolvers } from '../../generated/resolver-types';
import { markSession, saveNote } from '../domain/decide-marks';
import { deskFields } from './desk-fields';

const inSession = { shopId: idInput, sessionId: idInput, commandId: commandIdInput };
const tags = z.array(personName(30)).max(10, 'at most 10 tags');

const markSessionInput = z.object({ ...inSession, difficult: z.boolean().nullish(), solved: z.boolean().nullish(), tags: tags.nullish() });
const saveNoteInput = z.object({ ...inSession, text: visibleText(1_000).nullable() });

/** The agent's desk: what people of the shop put on sessions, and what it shows. */
export const deskResolvers = ({ queue, ...deps }: Pick<Deps, 'readDb' | 'clock'> & { readonly queue: CommandQueue }): Resolvers => ({
  ...deskFields(deps),
  Mutation: {
    markSession: command('markSession', markSessionInput, async (asked) => {
      const { sessionId, ...change } = asked.input;
      return { session: certain(viewOf(await actInSession(queue, asked, sessionId, markSession(change)))), warnings: [] };
    }),
    saveNote: command('saveNote', saveNoteInput, async (asked) => {
      const { sessionId, text } = asked.input;
      return { session: certain(viewOf(await actInSession(queue, asked, sessionId, saveNote(text)))), warnings: [] };
    }),
  },
});
