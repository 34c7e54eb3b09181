import { command } from '#libs/platform/graphql/command';
import type { NewId } from '#libs/platform/process/ids';
import type { MutationResolvers } from '../../generated/resolver-types';
import { actInSession, sendAgentMessage } from '../app/agent-commands';
import { filesOf } from '../../attachments/resolvers/files-of';
import type { Uploads } from '../../attachments/app/uploads';
import type { CommandQueue } from '../app/command-queue';
import { decideEnd } from '../domain/decide-agent-command';
import { agentMessageInput, endSessionInput } from './inputs';
import { certain, messagePayload, viewOf } from './payloads';

type AgentMutations = Pick<MutationResolvers, 'sendAgentMessage' | 'endSession'>;

/** What agents do in their sessions. */
export const createAgentMutations = (deps: {
  readonly queue: CommandQueue;
  readonly newId: NewId;
  readonly uploads: Uploads;
}): AgentMutations => ({
  sendAgentMessage: command('sendAgentMessage', agentMessageInput, async (asked) => ({
    ...messagePayload(
      await sendAgentMessage(deps, asked, {
        ...asked.input,
        content: { reference: asked.input.reference ?? null, ...filesOf(deps, asked.caller, asked.input.attachments) },
      }),
    ),
    warnings: [],
  })),
  endSession: command('endSession', endSessionInput, async (asked) => {
    const done = await actInSession(deps.queue, asked, asked.input.sessionId, decideEnd(asked.input.confirm ?? false));
    return { session: certain(viewOf(done)), warnings: done.unanswered ? [unanswered] : [] };
  }),
});

/** SES-10, RES-92. */
const unanswered = {
  code: 'UNANSWERED',
  message: "The buyer's last message has no answer, so the session was not ended; confirm to end it all the same.",
  field: 'confirm',
} as const;
