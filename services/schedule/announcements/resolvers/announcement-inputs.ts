import { z } from 'zod';
import { instantInput } from '#libs/platform/graphql/instant-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { visibleText } from '#libs/platform/graphql/text-input';
import { numberInput, words } from '../../hours/resolvers/hours-inputs';
import { channels as all, outcomes } from '../domain/announcement';

const channels = z
  .array(z.enum(all))
  .min(1, 'one channel or more')
  .refine((given) => new Set(given).size === given.length, 'each channel once');
const texts = { text: visibleText(2_000).nullish(), textEn: visibleText(2_000).nullish() };
const inShop = { shopId: idInput, commandId: commandIdInput };
const publishAt = instantInput.nullish();

export const announceInput = z.object({
  ...inShop,
  ...texts,
  channels,
  publishAt,
  version: numberInput.nullish(),
  reason: words(500).nullish(),
});

const named = { ...inShop, announcementId: idInput };

export const updateInput = z.object({ ...named, ...texts, channels: channels.nullish(), publishAt });
export const cancelInput = z.object(named);
export const reportInput = z.object({
  ...named,
  channel: z.enum(all),
  outcome: z.enum(outcomes),
  at: instantInput.nullish(),
  reason: words(500).nullish(),
});
