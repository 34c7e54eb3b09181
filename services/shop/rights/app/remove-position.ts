import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { holdersOf } from '../../accounts/store/accounts';
import type { Deps } from '../../deps';
import type { Position } from '../domain/position';
import { deletePosition, lockPosition } from '../store/positions';
import { positionNotFound } from './position-not-found';

interface Input extends CommandInput {
  readonly positionId: string;
}

/** Removes a position that nobody has. One that is in use stays: its rights would be lost without a word. */
export const removePosition = (deps: Deps, command: Command<Input>): Promise<Position> => {
  const { shopId, input, key } = command;
  return deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const position = await lockPosition(tx, input.positionId);
      if (!position) throw positionNotFound();
      const holders = await holdersOf(tx, position.id);
      if (holders > 0) throw inUse(holders);
      deletePosition(tx, position);
      audit(tx, command, { at: deps.clock.now(), on: { kind: 'POSITION', id: position.id }, before: position, after: null });
      return position;
    }),
  );
};

const inUse = (holders: number): AppError =>
  new AppError('POSITION_IN_USE', `${holders} ${holders === 1 ? 'account has' : 'accounts have'} this position.`, {
    field: 'positionId',
    expected: 'a position that no account has; give those accounts another one first',
  });
