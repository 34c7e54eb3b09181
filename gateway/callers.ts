import type { Bearer, Caller } from '#libs/platform/access/caller';
import type { Callers } from './account-rights';

/** Who calls, found out where each kind of bearer is known. */
export class AllCallers implements Callers {
  constructor(private readonly kinds: { readonly accounts: Callers; readonly keys: Callers; readonly buyers: Callers }) {}

  callerOf(bearer: Bearer): Promise<Caller> {
    const { accounts, keys, buyers } = this.kinds;
    if (bearer.key !== undefined) return keys.callerOf(bearer);
    return (bearer.buyer === undefined ? accounts : buyers).callerOf(bearer);
  }

  changed(shop: string | null, isCertain: boolean): void {
    for (const each of Object.values(this.kinds)) each.changed(shop, isCertain);
  }
}
