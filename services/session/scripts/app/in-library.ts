import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { inLockedShop, type InShop, type KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import type { Script } from '../domain/script';
import type { Viewer } from '../domain/viewer';
import { loadLibrary, saveLibrary, type Library } from '../store/library';
import { saveScripts } from '../store/scripts';
import { viewerOf } from './viewer-of';

/** How many scripts a shop can have, those that were taken away not counted. */
export const mostScripts = 200_000;

/** What a change of a shop's scripts runs in. */
export interface InLibrary extends InShop {
  readonly viewer: Viewer;
  /** The library as it is after this change, which counts one whatever it writes. */
  readonly library: Library;
}

/** Runs a change of scripts once per commandId, while nobody else changes any of the shop's. */
export const inLibrary = <R>(deps: KnowledgeDeps, command: Command<CommandInput>, run: (place: InLibrary) => Promise<R>): Promise<R> =>
  inLockedShop(deps, command, async (place) => {
    const [viewer, before] = await Promise.all([viewerOf(place.tx, command.caller), loadLibrary(place.tx, place.shopId)]);
    return run({ ...place, viewer, library: { ...before, seq: before.seq + 1 } });
  });

/** Writes changed scripts, `more` of which have come to the library (less than 0: have left it). */
export function writeScripts({ tx, shopId, library }: InLibrary, scripts: readonly Script[], more = 0): void {
  if (more > 0 && library.scripts + more > mostScripts) throw tooMany;
  const lastPosition = scripts.reduce((last, { position }) => Math.max(last, position), library.lastPosition);
  saveScripts(tx, shopId, library.seq, scripts);
  saveLibrary(tx, { ...library, scripts: library.scripts + more, lastPosition });
}

const tooMany = new AppError('BAD_USER_INPUT', 'The shop has too many scripts.', {
  field: 'scriptId',
  expected: `at most ${mostScripts} scripts; change or remove some`,
});
