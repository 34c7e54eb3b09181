import type { Caller } from '#libs/platform/access/caller';
import type { Deps } from '#libs/service/run-service';
import type { Script } from '../domain/script';
import { sees, seesOffered } from '../domain/viewer';
import { loadScripts } from '../store/scripts';
import { scriptsUsed } from '../store/script-uses';
import { viewerOf } from './viewer-of';

/** A script that is used often enough to be made public. */
export interface ScriptProposal {
  readonly scriptId: string;
  readonly ownerId: string | null;
  readonly uses: number;
  /** null while its owner has not offered it: a personal script is its owner's (PRM-12). */
  readonly script: Script | null;
}

/** From how many uses on a script is proposed (KB-23). */
const leastUses = 50;

/** What might be made public, the most used first: all of it for those who keep the team's scripts, others see what is theirs. */
export const readProposals = (
  { readDb }: Pick<Deps, 'readDb'>,
  caller: Caller,
  { shopId, first }: { readonly shopId: string; readonly first: number },
): Promise<ScriptProposal[]> =>
  readDb.transaction([shopId], async (tx) => {
    const [viewer, used] = await Promise.all([viewerOf(tx, caller), scriptsUsed(tx, shopId, leastUses, mostProposals)]);
    const scripts = new Map(
      (
        await loadScripts(
          tx,
          shopId,
          used.map(({ scriptId }) => scriptId),
        )
      ).map((script) => [script.id, script]),
    );
    const proposals = used.flatMap(({ scriptId, uses }) => {
      const script = scripts.get(scriptId);
      if (!script || !(viewer.keepsShared || sees(viewer, script))) return [];
      return [{ scriptId, ownerId: script.ownerId, uses, script: seesOffered(viewer, script) ? script : null }];
    });
    return proposals.slice(0, first);
  });

const mostProposals = 1_000;
