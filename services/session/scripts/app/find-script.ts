import type { Tx } from '#libs/platform/database/database';
import { AppError } from '#libs/platform/errors';
import type { Script } from '../domain/script';
import { seesOffered, type Viewer } from '../domain/viewer';
import { loadScripts } from '../store/scripts';

interface Asked {
  readonly tx: Tx;
  readonly shopId: string;
  readonly viewer: Viewer;
}

/** A script that the viewer knows of; those that it does not see are as unknown as those that there are not. */
export async function findScript({ tx, shopId, viewer }: Asked, id: string): Promise<Script> {
  const [script] = await loadScripts(tx, shopId, [id]);
  if (script && seesOffered(viewer, script)) return script;
  throw scriptNotFound();
}

/** One that was not taken away. */
export async function findPresentScript(asked: Asked, id: string): Promise<Script> {
  const script = await findScript(asked, id);
  if (script.deletedAt !== null) throw removed;
  return script;
}

export const scriptNotFound = (field = 'scriptId'): AppError =>
  new AppError('SCRIPT_NOT_FOUND', 'You see no such script.', { field, expected: 'the id of a script that you see' });

const removed = new AppError('SCRIPT_NOT_FOUND', 'The script was taken away.', {
  field: 'scriptId',
  expected: 'a script that is there; restoreScript brings this one back',
});
