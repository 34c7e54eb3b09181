import { refuse, type Refusal } from '#libs/platform/errors';
import type { ShopState } from '../../flight/domain/shop-state';
import { isServiceAccount, type Agent } from './agent';

/** The account a command is about, if it receives buyers. One that is not known may still be on its way here. */
export function serviceAgent({ agents }: ShopState, agentId: string): Agent | Refusal {
  const agent = agents.get(agentId);
  if (!agent || agent.account.version === 0) {
    const expected = 'the id of an account of this shop';
    return refuse('ACCOUNT_NOT_FOUND', 'No such account in this shop.', { field: 'agentId', expected, retryable: true });
  }
  if (isServiceAccount(agent)) return agent;
  return refuse('BAD_USER_INPUT', 'This account receives no buyers.', {
    field: 'agentId',
    expected: 'an active account with the role AGENT',
  });
}
