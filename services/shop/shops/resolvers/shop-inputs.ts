import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { nameInput } from '../../name-input';
import { presetNames } from '../domain/presets';

const range = (from: number, to: number) =>
  z
    .number(`must be ${from} to ${to}`)
    .int(`must be a whole number, ${from} to ${to}`)
    .min(from, `must be ${from} to ${to}`)
    .max(to, `must be ${from} to ${to}`);
const orOff = <T extends z.ZodType>(of: T) => of.nullable().optional();
/** Absent and null both mean "unchanged" where a setting cannot be off. */
const kept = <T extends z.ZodType>(of: T) => of.nullish().transform((value) => value ?? undefined);

export const policyInput = z.object({
  routingMode: kept(z.enum(['BASIC', 'GROUP'])),
  assignStrategy: kept(z.enum(['EVEN', 'RANDOM', 'LOWEST_SATURATION', 'WEIGHTED'])),
  availabilityTest: kept(z.enum(['ANY_ONLINE', 'ONLINE_NOT_SUSPENDED'])),
  unavailableHandling: kept(z.enum(['OFFLINE_LIST', 'QUEUE', 'SERVICE_ASSISTANT', 'MESSAGE_POOL', 'OWNER', 'PROXY'])),
  offlineRouting: kept(z.boolean()),
  queueEnabled: kept(z.boolean()),
  botFirst: kept(z.boolean()),
  returningWindowHours: kept(range(0, 8_760)),
  returningBypassesCapacity: kept(z.boolean()),
  returningBypassesSuspendHours: kept(range(0, 8_760)),
  returningFallback: kept(z.enum(['RANDOM', 'EVEN'])),
  returningWithBot: kept(z.enum(['DISABLED', 'SKIP_BOT', 'AFTER_TRANSFER'])),
  newCustomerPriority: kept(z.boolean()),
  returningPriority: kept(z.boolean()),
  priorityCrowds: kept(z.boolean()),
  defaultMaxCapacity: orOff(range(1, 500)),
  agentEndHoldMinutes: kept(range(0, 360)),
  idleCloseAfterAgentMinutes: orOff(range(5, 10_080)),
  idleCloseAfterBuyerMinutes: orOff(range(5, 10_080)),
  faqOnlySessions: kept(z.enum(['COUNT_AS_RESPONDED', 'EXCLUDE'])),
  outboundQuota: orOff(z.object({ messages: range(1, 1_000), hours: range(1, 8_760) })),
  quickReplySeconds: orOff(range(1, 3_600)),
  requireEmptyToGoOffline: kept(z.boolean()),
});

export const createShopInput = z.object({
  name: nameInput,
  timeZone: z.string().nullish(),
  preset: z.enum(presetNames),
  policy: policyInput.nullish(),
  ownerName: nameInput.nullish(),
  commandId: commandIdInput,
});

export const updateShopPolicyInput = z.object({ shopId: idInput, policy: policyInput, commandId: commandIdInput });

export const applyPresetInput = z.object({ shopId: idInput, preset: z.enum(presetNames), commandId: commandIdInput });
