import { z } from 'zod';
import { commandIdInput, idInput, parseInput, storable } from '#libs/platform/graphql/parse-input';

const maxText = 5_000;
const messageTypes = ['TEXT', 'IMAGE', 'VIDEO', 'EMOJI', 'PRODUCT_CARD', 'ORDER_CARD'] as const;

const words = (max: number) =>
  z
    .string()
    .refine(storable, 'text without NUL or broken characters')
    .refine((value) => value.length > 0 && characters(value) <= max, `1 to ${max} characters`);

/** Characters as people count them: an emoji outside the basic plane is one. */
const characters = (value: string): number => [...value].length;

const buyerInput = z.object({ channel: words(50), externalId: words(200), name: words(200).nullish() });

const content = {
  type: z.enum(messageTypes).nullish(),
  text: words(maxText).nullish(),
};

/** A TEXT message says something; other types may carry a caption or nothing (SES-3). */
const saysSomething = ({ type, text }: { type?: (typeof messageTypes)[number] | null; text?: string | null }): boolean =>
  (type ?? 'TEXT') !== 'TEXT' || (text ?? '').trim().length > 0;
const needsText = { path: ['text'], message: `1 to ${maxText} characters, not only blanks` };

const enterChatInput = z.object({ shopId: idInput, buyer: buyerInput });
const leaveChatInput = z.object({ shopId: idInput, buyer: buyerInput, commandId: commandIdInput });
const endSessionInput = z.object({ shopId: idInput, sessionId: idInput, commandId: commandIdInput });
const agentMessageInput = z
  .object({ shopId: idInput, sessionId: idInput, ...content, commandId: commandIdInput })
  .refine(saysSomething, needsText);
const buyerMessageInput = z
  .object({
    shopId: idInput,
    buyer: buyerInput,
    ...content,
    channelMessageId: words(200).nullish(),
    channelSentAt: z.iso.datetime({ offset: true, error: 'an instant, RFC 3339' }).nullish(),
    entryPoint: words(100).nullish(),
    commandId: commandIdInput,
  })
  .refine(saysSomething, needsText);

export const parseEnterChat = (input: unknown) => parseInput(enterChatInput, input);
export const parseLeaveChat = (input: unknown) => parseInput(leaveChatInput, input);
export const parseEndSession = (input: unknown) => parseInput(endSessionInput, input);
export const parseAgentMessage = (input: unknown) => withType(parseInput(agentMessageInput, input));
export const parseBuyerMessage = (input: unknown) => withType(parseInput(buyerMessageInput, input));

const withType = <I extends z.infer<typeof agentMessageInput> | z.infer<typeof buyerMessageInput>>(input: I) => ({
  ...input,
  type: input.type ?? ('TEXT' as const),
  text: input.text ?? null,
});
