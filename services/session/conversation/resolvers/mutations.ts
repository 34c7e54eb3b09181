import { ownShop } from '#libs/platform/access/access';
import type { Database } from '#libs/platform/database/database';
import { endSession, sendAgentMessage } from '../app/agent-commands';
import { buyerIdOf, leaveChat, sendBuyerMessage } from '../app/buyer-commands';
import type { CommandDone } from '../app/session-command';
import type { CommandQueue } from '../app/command-queue';
import { readOpenSession } from '../app/read-sessions';
import type { SessionView } from '../app/session-view';
import type { Message } from '../domain/session';
import type { MutationResolvers } from '../../generated/resolver-types';
import { parseAgentMessage, parseBuyerMessage, parseEndSession, parseEnterChat, parseLeaveChat } from './inputs';

/** Parse, check whose shop it is, one call, map. Payloads come from what the command has done, without a further query. */
export const createMutations = (db: Database, queue: CommandQueue): MutationResolvers => ({
  enterChat: async (_root, args, { caller }) => {
    const { shopId, buyer } = parseEnterChat(args.input);
    ownShop(caller, shopId);
    await queue.knowShop(shopId);
    return { session: await readOpenSession(db, shopId, buyerIdOf(shopId, buyer)), warnings: [] };
  },
  sendBuyerMessage: async (_root, args, { caller, traceparent }) => {
    const input = parseBuyerMessage(args.input);
    ownShop(caller, input.shopId);
    return messagePayload(await sendBuyerMessage(queue, input, traceparent));
  },
  leaveChat: async (_root, args, { caller, traceparent }) => {
    const input = parseLeaveChat(args.input);
    ownShop(caller, input.shopId);
    return { session: viewOf(await leaveChat(queue, input, traceparent)), warnings: [] };
  },
  sendAgentMessage: async (_root, args, { caller, traceparent }) => {
    const input = parseAgentMessage(args.input);
    ownShop(caller, input.shopId);
    return messagePayload(await sendAgentMessage(queue, input, caller, traceparent));
  },
  endSession: async (_root, args, { caller, traceparent }) => {
    const input = parseEndSession(args.input);
    ownShop(caller, input.shopId);
    const done = await endSession(queue, input, caller, traceparent);
    return { session: certain(viewOf(done)), warnings: done.unanswered ? [unanswered] : [] };
  },
});

/** SES-10. */
const unanswered = { code: 'UNANSWERED', message: "The buyer's last message has no answer.", field: null } as const;

const messagePayload = (done: CommandDone): { session: SessionView; message: Message; warnings: [] } => ({
  session: certain(viewOf(done)),
  message: certain(done.message),
  warnings: [],
});

const viewOf = ({ session, buyer }: CommandDone): SessionView | null => (session && buyer ? { session, buyer } : null);

function certain<T>(value: T | null): T {
  if (value === null) throw new Error('A command was done without what it answers with');
  return value;
}
