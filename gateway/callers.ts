import type { Bearer, Caller } from '#libs/platform/access/caller';
import type { EndedSessions } from './browser/ended-sessions';
import type { Callers } from './account-rights';

/** Who calls, found out where each kind of bearer is known. */
export class AllCallers implements Callers {
  constructor(
    private readonly sessions: Pick<EndedSessions, 'requireOpen' | 'changed'>,
    private readonly kinds: { readonly accounts: Callers; readonly keys: Callers; readonly buyers: Callers; readonly logins: Callers },
  ) {}

  async callerOf(bearer: Bearer): Promise<Caller> {
    const caller = await this.kindOf(bearer).callerOf(bearer);
    if (bearer.session !== undefined) await this.sessions.requireOpen(caller, bearer.session);
    return caller;
  }

  private kindOf({ key, buyer, login }: Bearer): Callers {
    const { accounts, keys, buyers, logins } = this.kinds;
    if (key !== undefined) return keys;
    if (buyer !== undefined) return buyers;
    return login === undefined ? accounts : logins;
  }

  changed(shop: string | null, isCertain: boolean): void {
    for (const each of [this.sessions, ...Object.values(this.kinds)]) each.changed(shop, isCertain);
  }
}
