import { audit } from '#libs/platform/audit/audit';
import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { inKnownShop } from '../../copies/app/in-known-shop';
import type { Deps } from '../../deps';
import { wrongText } from '../domain/required-parts';
import type { Flow, FlowStep } from '../domain/flow';
import { insertFlow, newestFlows } from '../store/flows';

export interface FlowInput extends CommandInput {
  readonly enabled?: boolean | undefined;
  readonly steps?: readonly FlowStep[] | undefined;
  readonly abandonAfterDays?: number | undefined;
}

/** Saves the shop's flow as a new version; what is absent stays. Customers who are in a flow go on by the version they began with, unless it is switched off. */
export const saveFlow = (deps: Deps, command: Command<FlowInput>): Promise<{ readonly version: number }> =>
  inKnownShop(deps, command, async ({ tx, shopId, shop, now }) => {
    const before = (await newestFlows(tx, [shopId])).get(shopId);
    if (!before) throw new Error('A shop has at least the default flow');
    const { enabled = before.enabled, steps = before.steps, abandonAfterDays = before.abandonAfterDays } = command.input;
    steps.forEach(({ medium, text }, index) => refuseText(wrongText(medium, text, shop.name), `steps.${index}.text`));
    const after: Flow = { version: before.version + 1, enabled, steps, abandonAfterDays };
    insertFlow(tx, { ...after, shopId, savedAt: now, savedBy: command.caller.account });
    audit(tx, command, { at: now, on: { kind: 'RETENTION_FLOW', id: shopId }, before: shown(before), after: shown(after) });
    return { version: after.version };
  });

const shown = ({ version, enabled, steps, abandonAfterDays }: Flow) => ({ version, enabled, steps: steps.length, abandonAfterDays });

function refuseText(wrong: ReturnType<typeof wrongText>, field: string): void {
  if (wrong) throw new AppError(wrong.code, wrong.message, { field, expected: wrong.expected });
}
