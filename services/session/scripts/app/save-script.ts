import { audit } from '#libs/platform/audit/audit';
import { AppError, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import { expectRevision } from '../../knowledge/domain/expect-revision';
import { changeScript, type ScriptChange } from '../domain/change-script';
import type { Script } from '../domain/script';
import { expectWriter } from '../domain/viewer';
import { loadCategories } from '../store/categories';
import { findPresentScript, findScript } from './find-script';
import { inLibrary, writeScripts, type InLibrary } from './in-library';

interface Expecting extends CommandInput {
  readonly expectedVersion?: number | null | undefined;
}

export interface SaveScriptInput extends Expecting, ScriptChange {
  readonly scriptId?: string | null | undefined;
}

type NamedScript = Expecting & { readonly scriptId: string };

/** Saves a new script, or changes one (KB-13, KB-17). */
export const saveScript = (deps: KnowledgeDeps, command: Command<SaveScriptInput>): Promise<Script> =>
  changed(deps, command, async (place) => {
    const { scriptId, expectedVersion, ...change } = command.input;
    const before = scriptId ? await findPresentScript(place, scriptId) : null;
    expectVersion(before?.version ?? 0, expectedVersion);
    if (before && !before.offered) granted(expectWriter(place.viewer, before));
    const content = granted(changeScript(before, change, place.viewer));
    if (content.categoryId !== null && content.categoryId !== before?.categoryId) await expectCategory(place, content.categoryId);
    const { id, version, position } = before ?? { id: deps.newId(), version: 0, position: place.library.lastPosition + 1 };
    return { before, after: { ...stamp(place), ...content, id, version: version + 1, position, deletedAt: null }, more: before ? 0 : 1 };
  });

/** Takes a script away; it can be brought back. */
export const removeScript = (deps: KnowledgeDeps, command: Command<NamedScript>): Promise<Script> =>
  changed(deps, command, async (place) => {
    const before = await named(place, command.input);
    if (before.deletedAt !== null) return { before, after: before, more: 0 };
    return { before, after: { ...before, ...stamp(place), version: before.version + 1, deletedAt: place.now }, more: -1 };
  });

/** Brings a script back as it was, in its place; out of a category that is gone meanwhile. */
export const restoreScript = (deps: KnowledgeDeps, command: Command<NamedScript>): Promise<Script> =>
  changed(deps, command, async (place) => {
    const before = await named(place, command.input);
    if (before.deletedAt === null) return { before, after: before, more: 0 };
    const categories = await loadCategories(place.tx, place.shopId);
    const categoryId = categories.some(({ id }) => id === before.categoryId) ? before.categoryId : null;
    return { before, after: { ...before, ...stamp(place), version: before.version + 1, categoryId, deletedAt: null }, more: 1 };
  });

interface ScriptChanged {
  readonly before: Script | null;
  readonly after: Script;
  readonly more: number;
}

/** Changes one script. Those of the team leave a line in the audit, personal ones concern nobody else. */
async function changed<I extends CommandInput>(
  deps: KnowledgeDeps,
  command: Command<I>,
  decide: (place: Stamping) => Promise<ScriptChanged>,
): Promise<Script> {
  const saved = await inLibrary(deps, command, async (place) => {
    const { before, after, more } = await decide({ ...place, by: command.caller.account });
    if (after !== before) writeScripts(place, [after], more);
    const isShared = [before, after].some((each) => each !== null && each.tier !== 'PERSONAL');
    if (isShared) audit(place.tx, command, { at: place.now, on: { kind: 'SCRIPT', id: after.id }, before, after });
    return after;
  });
  return { ...saved, changedAt: new Date(saved.changedAt), deletedAt: saved.deletedAt && new Date(saved.deletedAt) };
}

interface Stamping extends InLibrary {
  readonly by: string | null;
}

const stamp = ({ now, by }: Stamping): Pick<Script, 'changedAt' | 'changedBy'> => ({ changedAt: now, changedBy: by });

async function named(place: InLibrary, { scriptId, expectedVersion }: NamedScript): Promise<Script> {
  const script = await findScript(place, scriptId);
  expectVersion(script.version, expectedVersion);
  granted(expectWriter(place.viewer, script));
  return script;
}

const expectVersion = (version: number, expected: number | null | undefined): void =>
  void granted(expectRevision(version, expected, 'expectedVersion'));

async function expectCategory({ tx, shopId }: InLibrary, categoryId: string): Promise<void> {
  const categories = await loadCategories(tx, shopId);
  if (!categories.some(({ id }) => id === categoryId)) throw categoryNotFound('categoryId');
}

export const categoryNotFound = (field: string): AppError =>
  new AppError('CATEGORY_NOT_FOUND', 'No such category in this shop.', { field, expected: 'the id of a category of this shop' });
