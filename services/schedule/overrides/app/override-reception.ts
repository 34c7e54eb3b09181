import type { Override } from '#libs/calendar/index';
import { audit } from '#libs/platform/audit/audit';
import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { inKnownShop, type InShop } from '../../hours/app/in-known-shop';
import { requestOverride, type OverrideRequest } from '../domain/request-override';
import { loadOverride, saveOverride } from '../store/overrides';
import { overrideEvent } from './override-event';

export interface OverrideInput extends CommandInput, OverrideRequest {}

interface Answer {
  readonly override: Override | null;
}

/** Opens or closes a shop at once, whatever its hours; one that was set before is replaced. */
export const overrideReception = (deps: Deps, command: Command<OverrideInput>): Promise<Answer> =>
  inKnownShop(deps, command, (place) => change(deps, command, place, granted(requestOverride(command.input, place.now))), revived);

/** Gives a shop back to its hours. Without an override nothing changes and nobody is told. */
export const liftOverride = (deps: Deps, command: Command<CommandInput>): Promise<Answer> =>
  inKnownShop(deps, command, (place) => change(deps, command, place, null), revived);

async function change(deps: Deps, command: Command<CommandInput>, place: InShop, override: Override | null): Promise<Answer> {
  const { tx, shopId, now } = place;
  const before = await loadOverride(tx, shopId);
  const isNews = override !== null || before.override !== null;
  const after = { revision: before.revision + 1, override };
  if (isNews) saveOverride(tx, shopId, after, command.caller.account);
  audit(tx, command, { at: now, on: { kind: 'RECEPTION_OVERRIDE', id: shopId }, before: before.override, after: override });
  if (isNews) await deps.outbox.append(tx, [overrideEvent(place, after, command.trigger, deps.newId())]);
  return { override };
}

const revived = ({ override }: Answer): Answer => ({
  override: override && { ...override, from: new Date(override.from), to: override.to && new Date(override.to) },
});
