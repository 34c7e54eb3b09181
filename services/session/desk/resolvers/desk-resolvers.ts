import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { personName, visibleText } from '#libs/platform/graphql/text-input';
import { actInSession } from '../../conversation/app/agent-commands';
import type { CommandQueue } from '../../conversation/app/command-queue';
import { certain, viewOf } from '../../conversation/resolvers/payloads';
import type { Resolvers } from '../../generated/resolver-types';
import { markSession, saveNote } from '../domain/decide-marks';
import { isDifficult } from '../domain/session-marks';

const inSession = { shopId: idInput, sessionId: idInput, commandId: commandIdInput };
const tags = z.array(personName(30)).max(10, 'at most 10 tags');

const markSessionInput = z.object({ ...inSession, difficult: z.boolean().nullish(), solved: z.boolean().nullish(), tags: tags.nullish() });
const saveNoteInput = z.object({ ...inSession, text: visibleText(1_000).nullable() });

/** What people of the shop put on sessions. */
export const deskResolvers = ({ queue }: { readonly queue: CommandQueue }): Resolvers => ({
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
  Session: {
    difficult: ({ session: { marks } }) => isDifficult(marks),
    solvedAt: ({ session: { marks } }) => marks.solved?.at ?? null,
    tags: ({ session: { marks } }) => [...marks.tags],
    note: ({ session: { marks } }) => marks.note,
  },
  SessionNote: { by: ({ by }) => ({ id: by }) },
});
