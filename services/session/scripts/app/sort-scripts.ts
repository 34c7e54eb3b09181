import { audit } from '#libs/platform/audit/audit';
import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import { sortScripts as sorted } from '../domain/sort-scripts';
import { expectWriter, sees } from '../domain/viewer';
import { loadScripts } from '../store/scripts';
import { scriptNotFound } from './find-script';
import { inLibrary, writeScripts } from './in-library';

/** Puts scripts into the order in which they are named; whoever may write them all may do so. */
export const sortScripts = (
  deps: KnowledgeDeps,
  command: Command<CommandInput & { readonly scriptIds: readonly string[] }>,
): Promise<number> =>
  inLibrary(deps, command, async (place) => {
    const { scriptIds } = command.input;
    const { tx, shopId, viewer, now } = place;
    const found = await loadScripts(tx, shopId, scriptIds);
    const known = new Set(found.flatMap((script) => (script.deletedAt === null && sees(viewer, script) ? [script.id] : [])));
    const missing = scriptIds.findIndex((id) => !known.has(id));
    if (missing >= 0) throw scriptNotFound(`scriptIds.${missing}`);
    for (const script of found) granted(expectWriter(viewer, script));
    const moved = sorted(found).filter(({ position }, index) => position !== found[index]!.position);
    writeScripts(place, moved);
    if (found.some(({ tier }) => tier !== 'PERSONAL'))
      audit(tx, command, { at: now, on: { kind: 'SCRIPT_LIBRARY', id: shopId }, before: { moved: 0 }, after: { moved: moved.length } });
    return moved.length;
  });
