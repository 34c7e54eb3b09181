import { z } from 'zod';
import { ownShop } from '#libs/platform/access/access';
import { command } from '#libs/platform/graphql/command';
import { commandIdInput, idInput, parseInput } from '#libs/platform/graphql/parse-input';
import { foreignKey, visibleText } from '#libs/platform/graphql/text-input';
import type { Deps } from '#libs/service/run-service';
import { tellableInstant } from '../../conversation/resolvers/display-fields';
import type { Resolvers } from '../../generated/resolver-types';
import { readOutbound } from '../app/read-outbound';
import { reportDelivery } from '../app/report-delivery';

const most = 100;
const listOf = <T extends z.ZodType>(entry: T) => z.array(entry).min(1, `1 to ${most}`).max(most, `1 to ${most}`);

const report = z.object({
  sessionId: idInput,
  messageId: idInput,
  state: z.enum(['ACCEPTED', 'FAILED']),
  at: tellableInstant.transform((text) => new Date(text)),
  reason: visibleText(500)
    .nullish()
    .transform((text) => text ?? null),
  channelMessageId: foreignKey(200)
    .nullish()
    .transform((id) => id ?? null),
});
const reportInput = z.object({ shopId: idInput, reports: listOf(report), commandId: commandIdInput });
const namesInput = z.object({ messages: listOf(z.object({ sessionId: idInput, messageId: idInput })) });

/** What connectors ask of messages to buyers, and tell of them. */
export const outboundResolvers = (deps: Pick<Deps, 'db' | 'readDb' | 'clock' | 'newId' | 'outbox'>): Resolvers => ({
  Query: {
    outboundMessages: (_root, { shopId, messages }, { caller }) => {
      const names = parseInput(namesInput, { messages }).messages.map(({ sessionId, messageId }) => ({ sessionId, id: messageId }));
      return readOutbound(deps.readDb, ownShop(caller, shopId), names);
    },
  },
  Mutation: { reportDelivery: command('reportDelivery', reportInput, (asked) => reportDelivery(deps, asked)) },
  Message: {
    delivery: async ({ id, sender }, _args, { extra }) => (sender === 'BUYER' ? null : ((await extra.deliveries.load(id)) ?? onItsWay)),
  },
});

const onItsWay = { state: 'PENDING', at: null, reason: null, channelMessageId: null } as const;
