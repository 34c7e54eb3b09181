import { refuse, type Refusal } from '#libs/platform/errors';
import type { Script, ScriptContent } from './script';

/** Who looks at scripts, or changes them. */
export interface Viewer {
  readonly accountId: string;
  readonly department: string | null;
  /** Whether it keeps the team's scripts: the public ones and those of every department. */
  readonly keepsShared: boolean;
}

type Shelf = Pick<ScriptContent, 'tier' | 'ownerId' | 'department'>;

/** Public ones are seen by all, a department's by the department and by those who keep them, personal ones by their owner (PRM-12). */
export function sees(viewer: Viewer, { tier, ownerId, department }: Shelf): boolean {
  if (tier === 'PUBLIC') return true;
  if (tier === 'PERSONAL') return ownerId === viewer.accountId;
  return viewer.keepsShared || department === viewer.department;
}

/** Those who keep the team's scripts also see what its owner offers to the team (KB-23). */
export const seesOffered = (viewer: Viewer, script: Script): boolean => sees(viewer, script) || (viewer.keepsShared && script.offered);

/** Whether the account may write a script of this tier: its own for itself, the team's if it keeps them. */
export function expectWriter(viewer: Viewer, { tier, ownerId }: Shelf): Refusal | true {
  if (tier === 'PERSONAL' ? ownerId === viewer.accountId : viewer.keepsShared) return true;
  return refuse('FORBIDDEN', 'Your role writes personal scripts only.', {
    field: 'tier',
    expected: 'tier PERSONAL; scripts of the team are kept by OWNER, ADMIN and CS_ADMIN',
  });
}
