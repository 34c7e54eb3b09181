import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import { AppError, granted, shopNotFound } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { storeAccounts } from '../../accounts/app/store-accounts';
import { raised } from '../../accounts/domain/account';
import { lockHolders } from '../../accounts/store/accounts';
import type { Deps } from '../../deps';
import { lockShop } from '../../shops/store/shops';
import { refusalToGive } from '../domain/give';
import { changePosition, positionLimit, rightsAdded, type Position, type PositionChange } from '../domain/position';
import { insertPosition, lockPosition, positionsOfShop, savePosition } from '../store/positions';
import { positionNotFound } from './position-not-found';
import { rolesOfGiver } from './roles-of-giver';

interface NewPosition extends CommandInput {
  readonly name: string;
  readonly rights: readonly string[];
}

interface ChangedPosition extends CommandInput, PositionChange {
  readonly positionId: string;
}

/** Creates a position (PRM-9). */
export const createPosition = (deps: Deps, command: Command<NewPosition>): Promise<Position> =>
  inOrder(deps, command, async (tx) => {
    const { shopId, input } = command;
    const others = await positionsOfShop(tx, shopId);
    if (others.length >= positionLimit) throw tooMany();
    const empty: Position = { id: deps.newId(), shopId, name: '', rights: [] };
    const position = await changed(tx, command, { before: empty, others, change: input });
    const at = deps.clock.now();
    insertPosition(tx, position, at);
    audit(tx, command, { at, on: { kind: 'POSITION', id: position.id }, before: null, after: position });
    return position;
  });

/** Changes a position. Whoever has it has its new rights from the next request on, so each of them is told. */
export const updatePosition = (deps: Deps, command: Command<ChangedPosition>): Promise<Position> =>
  inOrder(deps, command, async (tx) => {
    const { shopId, input, trigger } = command;
    const before = await lockPosition(tx, input.positionId);
    if (!before) throw positionNotFound();
    const position = await changed(tx, command, { before, others: await positionsOfShop(tx, shopId), change: input });
    const holders = position === before ? [] : await lockHolders(tx, position.id);
    audit(tx, command, { at: deps.clock.now(), on: { kind: 'POSITION', id: position.id }, before, after: position });
    if (position === before) return before;
    savePosition(tx, position);
    await storeAccounts(deps, tx, holders.map(raised), trigger);
    return position;
  });

/** One command about positions after the other in a shop, so that two of them cannot take the same name. */
const inOrder = <I extends CommandInput>(deps: Deps, { shopId, key }: Command<I>, run: (tx: Tx) => Promise<Position>): Promise<Position> =>
  deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      if (!(await lockShop(tx, shopId))) throw shopNotFound();
      return run(tx);
    }),
  );

interface Asked {
  readonly before: Position;
  readonly others: readonly Position[];
  readonly change: PositionChange;
}

async function changed(tx: Tx, { caller }: Command<unknown>, { before, others, change }: Asked): Promise<Position> {
  const position = granted(changePosition(before, change, others));
  const refused = refusalToGive(await rolesOfGiver(tx, caller), rightsAdded(before, position), 'rights');
  return granted(refused ?? position);
}

const tooMany = (): AppError =>
  new AppError('BAD_USER_INPUT', 'The shop has as many positions as it can have.', {
    field: 'name',
    expected: `at most ${positionLimit} positions`,
  });
