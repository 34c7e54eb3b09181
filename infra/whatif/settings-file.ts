import { z } from 'zod';
import { policyNames, type ShopPolicy } from '#libs/contracts/index';
import { isRefusal, type Refusal } from '#libs/platform/errors';
import { newId } from '#libs/platform/process/ids';
import { groupInput, settingsInput } from '#services/routing/rules/app/rules-input';
import { settingsToSave } from '#services/routing/rules/app/settings-to-save';
import { saveGroup, savePriorityCrowds, saveSettings } from '#services/routing/rules/domain/save-rules';
import type { ShopChange } from '#services/routing/flight/domain/shop-change';
import type { Changes } from '#services/routing/whatif/domain/what-if';
import { policyInput } from '#services/shop/shops/resolvers/policy-input';

const capacity = z.number().int().min(1, '1 to 500').max(500, '1 to 500').nullable();

/** The names of the file are those of the graph: `policy` of saveShop, `routing` of saveRoutingSettings, a group as saveAgentGroup takes it. */
const file = z.strictObject({
  policy: z.record(z.string(), z.unknown()).default({}),
  /** By account; `*` is everybody without one of its own; null is no limit. */
  capacities: z.record(z.string(), capacity).default({}),
  routing: settingsInput.omit({ shopId: true, commandId: true }).prefault({}),
  groups: z
    .array(groupInput.omit({ shopId: true, commandId: true }))
    .max(100)
    .default([]),
  priorityCrowdIds: z.array(z.string().max(100)).max(10).optional(),
});

/** Of these nobody can say what buyers and agents would have done. */
const notPlayed: Readonly<Record<string, string>> = {
  botFirst: 'nobody knows which buyers would have asked for a human',
  offerTimeoutSeconds: 'nobody knows which offers would have been accepted',
  returningWaitMinutes: 'who was on shift is not played',
  handOverMinutes: 'who was on shift is not played',
};

/** Reads what is to be set otherwise; the first thing that is wrong becomes one sentence. `accounts`: of the shop. */
export function settingsOfFile(text: string, accounts: readonly string[]): Changes {
  const { policy: named, capacities, routing, groups, priorityCrowdIds } = parsed(file, jsonOf(text), '');
  for (const name of Object.keys(named)) refuseUnknown(name);
  for (const name of [...Object.keys(named), ...Object.keys(routing)])
    if (notPlayed[name]) throw new Error(`${name} cannot be played: ${notPlayed[name]}.`);
  const policy: Partial<ShopPolicy> = parsed(policyInput, named, 'policy');
  const stranger = Object.keys(capacities).find((id) => id !== '*' && !accounts.includes(id));
  if (stranger !== undefined) throw new Error(`capacities names ${stranger}, which is no account of this shop.`);
  const everybody = capacities['*'];
  return {
    policy,
    capacities: new Map(accounts.flatMap((id) => capacityOf(id, capacities[id] === undefined ? everybody : capacities[id]))),
    edit: (change) => {
      insist(saveSettings(change, settingsToSave(routing)), 'routing');
      for (const group of groups) insist(saveFileGroup(change, group), 'groups');
      if (priorityCrowdIds) savePriorityCrowds(change, priorityCrowdIds);
    },
  };
}

const capacityOf = (id: string, most: number | null | undefined): [string, number | null][] => (most === undefined ? [] : [[id, most]]);

function refuseUnknown(name: string): void {
  if (policyNames.some((known) => known === name)) return;
  throw new Error(`${name} is no setting of a shop's policy; these are: ${policyNames.join(', ')}.`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Error('The settings file is not JSON.');
  }
}

function parsed<T extends z.ZodType>(schema: T, value: unknown, at: string): z.infer<T> {
  const found = schema.safeParse(value);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  const field = [...(at === '' ? [] : [at]), ...(issue?.path ?? [])].join('.');
  throw new Error(`${field || 'The settings file'} is not right: ${issue?.message ?? 'it cannot be read'}.`);
}

type FileGroup = z.infer<typeof file>['groups'][number];

const saveFileGroup = (change: ShopChange, { groupId = null, memberIds: members, crowdIds: crowds, ...group }: FileGroup) =>
  saveGroup(change, { ...group, groupId, newId: newId(), members, crowds });

function insist(answer: object | Refusal | undefined, field: string): void {
  if (answer && isRefusal(answer)) throw new Error(`${field} is not right: ${answer.message}`);
}
