import type { Caller } from '#libs/platform/access/caller';
import type { Tx } from '#libs/platform/database/database';
import { granted } from '#libs/platform/errors';
import { isId } from '#libs/platform/process/ids';
import { refusalToGive } from '../domain/give';
import type { Position } from '../domain/position';
import { keepPosition } from '../store/positions';
import { positionNotFound } from './position-not-found';
import { rolesOfGiver } from './roles-of-giver';

/** The position that a caller is about to give somebody, kept as it is until the transaction ends; whoever gives it has all of its rights by its roles. */
export async function givePosition(tx: Tx, caller: Caller, positionId: string): Promise<Position> {
  const position = isId(positionId) ? await keepPosition(tx, positionId) : undefined;
  if (!position) throw positionNotFound();
  return granted(refusalToGive(await rolesOfGiver(tx, caller), position.rights, 'positionId') ?? position);
}
