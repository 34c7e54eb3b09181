import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { foreignKey, personName, visibleText } from '#libs/platform/graphql/text-input';
import { isVisible } from '#libs/platform/visible-text';
import type { Product } from '../../knowledge/domain/product';
import type { ChannelEdit } from '../../revisions/domain/edit-delivered';
import { messageTypes, type Needs, type SessionOrigin } from '../domain/session';
import { displayField, tellableInstant, type Displayed } from './display-fields';

const maxText = 5_000;

/** A buyer by the channel's own id. */
export const buyerKeyInput = z.object({ channel: foreignKey(50), externalId: foreignKey(200) });

export const buyerInput = buyerKeyInput.extend({ name: displayField(personName(200)) });

export const typeInput = z
  .enum(messageTypes)
  .nullish()
  .transform((type) => type ?? 'TEXT');

const text = visibleText(maxText);
/** What uploads were answered with. */
const ticketsInput = z.array(z.string().max(2_000), 'at most 9 tickets').max(9, 'at most 9 tickets').nullish();
const caption = displayField(text);
const blank = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && !isVisible(value));

/** A buyer's TEXT says something; another kind may bring a caption, which never costs the message (SES-3, RES-89). */
const buyerText = <I extends { readonly type: string; readonly text?: unknown }>(input: I, context: z.RefinementCtx) => {
  const said = caption.parse(blank(input.text) ? null : input.text);
  if (input.type === 'TEXT' && said.value === null) addProblem(context, text.safeParse(input.text ?? '').error);
  return { ...input, text: said };
};

/** An agent's message says something, whatever its kind (RES-89), unless it brings a file. */
export const agentText = <I extends { readonly text?: unknown; readonly attachments?: readonly string[] | null | undefined }>(
  input: I,
  context: z.RefinementCtx,
) => {
  if (input.attachments?.length && blank(input.text)) return { ...input, text: null };
  const parsed = text.safeParse(input.text ?? '');
  if (!parsed.success) addProblem(context, parsed.error);
  return { ...input, text: parsed.data ?? null };
};

const addProblem = (context: z.RefinementCtx, error: z.ZodError | undefined): void =>
  context.addIssue({ code: 'custom', path: ['text'], message: error?.issues[0]?.message ?? 'a text' });

/** What the buyer looks at decorates a message, and costs none (SCH-16, RES-89). */
export const productInput = z.object({
  id: displayField(foreignKey(100)),
  name: displayField(visibleText(200)),
  description: displayField(visibleText(1_000)),
});

export const leaveChatInput = z.object({ shopId: idInput, buyer: buyerInput, commandId: commandIdInput });
export const endSessionInput = z.object({ shopId: idInput, sessionId: idInput, confirm: z.boolean().nullish(), commandId: commandIdInput });

export const agentMessageInput = z
  .object({
    shopId: idInput,
    sessionId: idInput,
    type: typeInput,
    text: z.optional(z.unknown()),
    reference: foreignKey(2_000).nullish(),
    attachments: ticketsInput,

    commandId: commandIdInput,
  })
  .transform(agentText);

/** What a session asks of its agent: a session is not lost for one that cannot be used (RES-89). */
export const needsInput = z
  .strictObject({
    skills: z
      .array(z.strictObject({ name: z.string().regex(/^[\p{L}\p{N}_-]{1,20}$/u), level: z.number().int().min(1).max(5) }))
      .max(3)
      .refine((all) => new Set(all.map(({ name }) => name)).size === all.length)
      .nullish(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/)
      .nullish(),
  })
  .refine(({ skills, language }) => (skills?.length ?? 0) > 0 || (language ?? null) !== null)
  .transform(({ skills, language }): Needs => ({ skills: skills ?? [], language: language ?? null }));

export const enterChatInput = z.object({ shopId: idInput, buyer: buyerInput, needs: displayField(needsInput) });

/** What comes with whatever a buyer does. */
export const deliveredFields = {
  shopId: idInput,
  buyer: buyerInput,
  channelMessageId: foreignKey(200).nullish(),
  channelSentAt: displayField(tellableInstant),
  entryPoint: displayField(visibleText(100)),
  entryOrderId: displayField(foreignKey(200)),
  needs: displayField(needsInput),
  product: productInput.nullish(),
  commandId: commandIdInput,
};

export const buyerMessageInput = z
  .object({
    ...deliveredFields,
    type: typeInput,
    text: z.optional(z.unknown()),
    reference: displayField(foreignKey(2_000)),
    channelKind: displayField(foreignKey(100)),
    attachments: ticketsInput,
    edited: z.boolean().nullish(),
    editedAt: displayField(tellableInstant),
  })
  .transform(buyerText);

type BuyerMessageInput = z.infer<typeof buyerMessageInput>;
type Delivered = Pick<BuyerMessageInput, keyof typeof deliveredFields>;

/** The fields of a message that a warning tells of when they were left out (RES-89). */
export const displayedOf = (input: BuyerMessageInput): Record<string, Displayed<unknown>> => {
  const { text, reference, channelKind, editedAt } = input;
  return { text, reference, channelKind, editedAt, ...displayedOfDelivery(input) };
};

/** The same of whatever a buyer does. */
export const displayedOfDelivery = ({
  buyer,
  channelSentAt,
  entryPoint,
  entryOrderId,
  needs,
  product,
}: Delivered): Record<string, Displayed<unknown>> => ({
  'buyer.name': buyer.name,
  channelSentAt,
  entryPoint,
  entryOrderId,
  needs,
  ...(product && { 'product.id': product.id, 'product.name': product.name, 'product.description': product.description }),
});

/** What the connector tells of where a session comes from. */
export const originOf = ({ entryPoint, needs }: Delivered): SessionOrigin => ({
  entryPoint: entryPoint.value,
  ...(needs.value && { needs: needs.value }),
});

/** What the message is, beside its text. */
export const contentOf = ({ reference, channelKind }: BuyerMessageInput) => ({
  reference: reference.value,
  channelKind: channelKind.value,
});

/** What the channel tells of an edit; null when this is none. */
export const editOf = ({ edited, editedAt: { value } }: BuyerMessageInput): ChannelEdit | null =>
  edited ? { at: value === null ? null : new Date(value) } : null;

/** What the buyer looks at, as far as the channel tells. */
export const productOf = ({ product }: Pick<Delivered, 'product'>): Product | null =>
  product ? { id: product.id.value, name: product.name.value, description: product.description.value } : null;
