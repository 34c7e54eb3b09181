import type { Bearer, Caller } from '#libs/platform/access/caller';
import type { Callers } from './account-rights';

/** Who calls, found out where each kind of bearer is known. */
export class AllCallers implements Callers {
  constructor(
    private readonly kinds: { readonly accounts: Callers; readonly keys: Callers; readonly buyers: Callers; readonly logins: Callers },
  ) {}

  callerOf(bearer: Bearer): Promise<Caller> {
    return this.kindOf(bearer).callerOf(bearer);
  }

  private kindOf({ key, buyer, login }: Bearer): Callers {
    const { accounts, keys, buyers, logins } = this.kinds;
    if (key !== undefined) return keys;
    if (buyer !== undefined) return buyers;
    return login === undefined ? accounts : logins;
  }

  changed(shop: string | null, isCertain: boolean): void {
    for (const each of Object.values(this.kinds)) each.changed(shop, isCertain);
  }
}
