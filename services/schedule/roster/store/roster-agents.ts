import type { Tx } from '#libs/platform/database/database';
import { accountsOfShop, isAgent } from '../../copies/store/account-copies';
import type { RosterAgent } from '../domain/roster-agent';

/** Every account of a shop as the roster sees it, by id. */
export async function loadRosterAgents(tx: Tx, shopId: string): Promise<ReadonlyMap<string, RosterAgent>> {
  const accounts = await accountsOfShop(tx, shopId);
  return new Map(
    accounts.map((account) => {
      const { accountId: id, name, nickname } = account;
      return [id, { id, works: isAgent(account), names: [name, nickname].filter((each) => each !== null) }];
    }),
  );
}
