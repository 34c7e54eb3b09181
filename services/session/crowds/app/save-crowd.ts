import { audit } from '#libs/platform/audit/audit';
import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { inLockedShop, type KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import { changeCrowd } from '../domain/change-crowd';
import type { Crowd } from '../domain/crowd';
import { countCrowds, findCrowd, saveCrowdRow } from '../store/crowds';

/** Makes a crowd known, or gives it another name (RTE-44). */
export const saveCrowd = (deps: KnowledgeDeps, command: Command<CommandInput & Crowd>): Promise<Crowd> =>
  inLockedShop(deps, command, async ({ tx, shopId, now }) => {
    const { crowdId, kind, name } = command.input;
    const after = { crowdId, kind, name };
    const [before, existing] = await Promise.all([findCrowd(tx, shopId, crowdId), countCrowds(tx, shopId)]);
    const refused = changeCrowd(existing, before, after);
    if (refused) return granted<never>(refused);
    saveCrowdRow(tx, shopId, after);
    audit(tx, command, { at: now, on: { kind: 'CROWD', id: crowdId }, before, after });
    return after;
  });
