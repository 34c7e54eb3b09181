import { userInfo } from 'node:os';

const reasons: Readonly<Record<string, () => readonly [what: string, remedy: string]>> = {
  EEXIST: () => ['is a file, or lies below one', 'name a folder'],
  ENOTDIR: () => ['is a file, or lies below one', 'name a folder'],
  EACCES: () => [`cannot be written by ${userInfo().username}`, 'give that user the right, or name another folder'],
  EPERM: () => [`cannot be written by ${userInfo().username}`, 'give that user the right, or name another folder'],
  EROFS: () => ['is on a disk that is read-only', 'name a folder on another disk'],
  ENOSPC: () => ['is on a disk that is full', 'free some space, or name a folder on another disk'],
  EDQUOT: () => ['is on a disk on which this user may store no more', 'free some space, or name a folder on another disk'],
};

/** Why a folder cannot be used, in one sentence that says what to do; what is not about the folder passes as it is. */
export function folderFault(setting: string, folder: string, error: unknown): Error {
  const code = (error as NodeJS.ErrnoException).code;
  const reason = code === undefined ? undefined : reasons[code];
  if (reason === undefined) {
    if (code === undefined) return error as Error;
    return new Error(`${folder} cannot be used: ${(error as Error).message}. Set ${setting} to another folder.`, { cause: error });
  }
  const [what, remedy] = reason();
  return new Error(`${folder} ${what}: ${remedy} (${setting}).`, { cause: error });
}
