import { z } from 'zod';
import { isZone } from '#libs/calendar/index';
import { AppError } from '#libs/platform/errors';
import { commandIdInput, idInput, storable } from '#libs/platform/graphql/parse-input';
import { presetNames } from '../domain/presets';

const name = z
  .string()
  .trim()
  .min(1, 'must have 1 to 100 characters')
  .max(100, 'must have 1 to 100 characters')
  .refine(storable, 'must have no NUL and no broken characters');
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
  name,
  timeZone: z.string().nullish(),
  preset: z.enum(presetNames),
  policy: policyInput.nullish(),
  ownerName: name.nullish(),
  commandId: commandIdInput,
});

export const updateShopPolicyInput = z.object({ shopId: idInput, policy: policyInput, commandId: commandIdInput });

export const applyPresetInput = z.object({ shopId: idInput, preset: z.enum(presetNames), commandId: commandIdInput });

const accountRoles = z.array(z.enum(['ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT'])).min(1, 'needs at least one role');

export const createAccountInput = z.object({
  shopId: idInput,
  name,
  nickname: name.nullish(),
  roles: accountRoles,
  imEnabled: z.boolean().nullish(),
  commandId: commandIdInput,
});

export const updateAccountInput = z.object({
  shopId: idInput,
  accountId: z.string(),
  name: name.nullish(),
  nickname: name.nullish(),
  roles: accountRoles.nullish(),
  imEnabled: z.boolean().nullish(),
  active: z.boolean().nullish(),
  commandId: commandIdInput,
});

/** The zone a shop is created in; refuses what the IANA database does not know. */
export function zoneOf(timeZone: string | null | undefined): string {
  const zone = timeZone ?? 'Asia/Shanghai';
  if (!isZone(zone))
    throw new AppError('INVALID_ZONE', `${zone} is no time zone.`, {
      field: 'timeZone',
      expected: 'an IANA zone, for example Asia/Shanghai',
    });
  return zone;
}
