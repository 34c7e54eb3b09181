import { audit } from '#libs/platform/audit/audit';
import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { inKnownShop } from '../../hours/app/in-known-shop';
import { parseRequirements, type RequiredAgents, type TypedRequirement } from '../domain/required-agents';
import { loadRosterHead, saveRosterHead } from '../store/rosters';

export interface SaveRequiredInput extends CommandInput {
  /** null = nothing is known of what is needed. */
  readonly required: readonly TypedRequirement[] | null;
}

/** Says how many agents each half hour of the week needs (STF-13). */
export const saveRequiredAgents = (deps: Deps, command: Command<SaveRequiredInput>): Promise<RequiredAgents | null> =>
  inKnownShop(deps, command, async ({ tx, shopId, now }) => {
    const head = await loadRosterHead(tx, shopId);
    const required = command.input.required && granted(parseRequirements(command.input.required));
    saveRosterHead(tx, shopId, { ...head, required }, now);
    audit(tx, command, { at: now, on: { kind: 'ROSTER', id: shopId }, before: head, after: { ...head, required } });
    return required;
  });
