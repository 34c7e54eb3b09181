import { z } from 'zod';
import { orderStatus } from '#libs/contracts/index';
import { orNull, orUndefined } from '#libs/platform/graphql/optional-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { wrongRing } from '../domain/skills';
import { detailMark } from '../../queue/domain/pool-key';
import { foreignKey, personName } from '#libs/platform/graphql/text-input';

const inShop = { shopId: idInput, commandId: commandIdInput };

const each = <T extends z.ZodType>(one: T, most: number) =>
  z
    .array(one)
    .max(most, `at most ${most}`)
    .refine((all) => new Set(all).size === all.length, 'each once');

const whole = (from: number, to: number) => z.number().int().min(from, `${from} to ${to}`).max(to, `${from} to ${to}`);

/** A whole number within limits; null: off. */
const within = (from: number, to: number) => whole(from, to).nullable().optional();

/** A crowd's id, as user operations keep it. */
const crowd = foreignKey(100).refine((id) => !id.includes(detailMark), `an id without "${detailMark}" in it`);

/** The name of a skill or what else one word says. */
const skillName = z.string().regex(/^[\p{L}\p{N}_-]{1,20}$/u, '1 to 20 letters, digits, _ and -');

/** Skills with their levels, each once. */
export const skillsInput = (most: number) =>
  z
    .array(z.strictObject({ name: skillName, level: whole(1, 5) }))
    .max(most, `at most ${most}`)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'each skill once');

export const languageInput = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/, 'a language tag, for example zh or en-GB');

/** Each ring behind the one before it, and asking no more. */
const ringsInput = z
  .array(z.strictObject({ afterSeconds: whole(1, 3_600), levels: whole(0, 4).nullable(), anyLanguage: z.boolean() }))
  .max(10, 'at most 10')
  .superRefine((rings, context) => {
    const index = wrongRing(rings);
    if (index >= 0) context.addIssue({ code: 'custom', path: [index], message: 'later than the ring before it, and asking no more' });
  });

/** Absent and null mean "unchanged", but for the account that stands in and the limits, where null is none. */
export const settingsInput = z.strictObject({
  ...inShop,
  offlineAgentIds: orUndefined(each(idInput, 100)),
  proxyAgentId: idInput.nullable().optional(),
  queueLimit: within(1, 10_000),
  longestWaitMinutes: within(1, 1_440),
  assignmentRate: z
    .strictObject({ sessions: whole(1, 100), seconds: whole(1, 3_600) })
    .nullable()
    .optional(),
  channelLimits: orUndefined(
    z
      .array(z.strictObject({ agentId: orNull(idInput), channel: foreignKey(50), most: whole(1, 500) }))
      .max(500, 'at most 500')
      .refine(
        (all) => new Set(all.map(({ agentId, channel }) => `${agentId} ${channel}`)).size === all.length,
        'each agent and channel once',
      ),
  ),
  offerTimeoutSeconds: within(5, 600),
  restAfterMissed: within(1, 20),
  workUnits: orUndefined(
    z
      .array(z.strictObject({ status: z.enum(orderStatus.known), slots: whole(1, 10) }))
      .refine((all) => new Set(all.map(({ status }) => status)).size === all.length, 'each status once'),
  ),
  silentAfterMinutes: within(1, 1_440),
  returningWaitMinutes: within(1, 120),
  handOverMinutes: within(1, 120),
  skillRings: ringsInput.nullable().optional(),
  agentSkills: orUndefined(
    z
      .array(z.strictObject({ agentId: idInput, skills: skillsInput(50), languages: each(languageInput, 20) }))
      .max(500, 'at most 500')
      .refine((all) => new Set(all.map(({ agentId }) => agentId)).size === all.length, 'each agent once'),
  ),
  waitFallback: orUndefined(z.enum(['MESSAGE_POOL', 'SERVICE_ASSISTANT'])),
  weights: orUndefined(
    z
      .array(z.strictObject({ agentId: idInput, weight: z.number().int().min(1, '1 to 1000').max(1_000, '1 to 1000').nullish() }))
      .max(500, 'at most 500')
      .refine((all) => new Set(all.map(({ agentId }) => agentId)).size === all.length, 'each agent once'),
  ),
});

export const groupInput = z.strictObject({
  ...inShop,
  groupId: idInput.nullish(),
  name: orUndefined(z.string().trim().pipe(personName(50))),
  memberIds: orUndefined(each(idInput, 500)),
  statuses: orUndefined(each(z.enum(orderStatus.known), orderStatus.known.length)),
  crowdIds: orUndefined(each(crowd, 10)),
  overflow: z
    .strictObject({ toGroupId: idInput, afterSeconds: whole(1, 3_600) })
    .nullable()
    .optional(),
});

export const removeGroupInput = z.strictObject({ ...inShop, groupId: idInput });

/** How many crowds may come first (RTE-44). */
export const mostCrowds = 10;

/** More than ten are refused with a code of their own, so they are counted later. */
export const crowdsInput = z.strictObject({ ...inShop, crowdIds: each(crowd, 1_000) });
