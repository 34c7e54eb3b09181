import { refuse, type Refusal } from '#libs/platform/errors';
import { chainOf } from '../../queue/domain/overflow';
import type { AgentGroup } from './routing-rules';

/** How many groups a buyer may go through, the first one included. */
export const mostInChain = 5;

const field = 'overflow.toGroupId';

/** Why a group that was given another one to go on to cannot be saved so; `groups`: all of them, as they would be. */
export function wrongOverflow(group: AgentGroup, groups: readonly AgentGroup[]): Refusal | undefined {
  const { overflow } = group;
  const next = groups.find(({ id }) => id === overflow?.toGroupId);
  if (!overflow || !next)
    return refuse('GROUP_NOT_FOUND', 'No such group in this shop.', { field, expected: 'the id of another group of this shop' });
  const chain = [group, ...chainOf(group, groups).map((one) => one.group)];
  const last = chain.at(-1)!;
  if (last.overflow)
    return refuse(
      'CIRCULAR_OVERFLOW',
      `Buyers would go in a circle: ${namesOf([...chain, groupNamed(last.overflow.toGroupId, groups)])}.`,
      {
        field,
        expected: 'a group from which buyers do not come back to this one',
      },
    );
  const longest = groups
    .map((first) => [first, ...chainOf(first, groups).map((one) => one.group)])
    .find(({ length }) => length > mostInChain);
  if (!longest) return undefined;
  return refuse('OVERFLOW_TOO_DEEP', `Buyers would go through too many groups: ${namesOf(longest)}.`, {
    field,
    expected: `at most ${mostInChain} groups one behind the other`,
  });
}

const groupNamed = (id: string, groups: readonly AgentGroup[]): AgentGroup => groups.find((group) => group.id === id)!;
const namesOf = (chain: readonly AgentGroup[]): string => chain.map(({ name }) => name).join(' → ');
