import type { Caller } from '#libs/platform/access/caller';
import type { Deps } from '#libs/service/run-service';
import { isValidOn, type Script, type ScriptTier } from '../domain/script';
import type { Match } from '../domain/search/rank';
import type { Hit } from '../domain/search/script-index';
import { sees, type Viewer } from '../domain/viewer';
import { loadLibrary } from '../store/library';
import { loadScripts } from '../store/scripts';
import { dateIn } from './read-scripts';
import type { ScriptIndexes } from './script-indexes';
import { viewerOf } from './viewer-of';

export interface SearchDeps extends Pick<Deps, 'readDb' | 'clock'> {
  readonly indexes: ScriptIndexes;
}

export interface ScriptSearch {
  readonly shopId: string;
  readonly query: string;
  readonly pinyin: boolean;
  readonly tier: ScriptTier | null;
  readonly first: number;
}

export interface FoundScript {
  readonly script: Script;
  readonly match: Match;
}

/** The scripts that a query finds among those that the caller sees and that may be used today, the nearest first (KB-15). */
export async function searchScripts({ readDb, clock, indexes }: SearchDeps, caller: Caller, search: ScriptSearch): Promise<FoundScript[]> {
  const { shopId, query, pinyin, tier, first } = search;
  const { viewer, library, today } = await readDb.transaction([shopId], async (tx) => {
    const [asking, head, date] = await Promise.all([viewerOf(tx, caller), loadLibrary(tx, shopId), dateIn(tx, shopId, clock.now())]);
    return { viewer: asking, library: head, today: date };
  });
  const index = await indexes.upTo(shopId, library.seq);
  const hits = index.search({
    query,
    pinyin,
    most: first,
    isWanted: (script) => sees(viewer, script) && isValidOn(script, today) && (tier === null || script.tier === tier),
  });
  return hits.length === 0
    ? []
    : readDb.transaction([shopId], async (tx) =>
        present(
          viewer,
          hits,
          await loadScripts(
            tx,
            shopId,
            hits.map(({ script }) => script.id),
          ),
        ),
      );
}

/** The scripts as they are now; what was taken away or taken out of sight since is none. */
function present(viewer: Viewer, hits: readonly Hit[], scripts: readonly Script[]): FoundScript[] {
  const known = new Map(scripts.map((script) => [script.id, script]));
  return hits.flatMap(({ script: { id }, match }) => {
    const script = known.get(id);
    return script && script.deletedAt === null && sees(viewer, script) ? [{ script, match }] : [];
  });
}
