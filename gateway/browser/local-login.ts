import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Bearer } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import { nothingHere } from '#libs/platform/http/http-refusal';
import { unauthenticated } from '../token-refusals';

/** Files in which the launcher leaves who may log in: the accounts of the demo shop, and once the owner by a link. */
export const localLoginFiles = { accounts: 'local-accounts.json', code: 'local-code.json' } as const;

export const localAccounts = z.object({ shopId: z.string(), accounts: z.record(z.string(), z.string()) });
export const localCode = z.object({ sha256: z.string(), account: z.string(), until: z.number() });

export const localLoginInput = z.union([
  z.strictObject({ code: z.string().min(1).max(200) }),
  z.strictObject({ account: z.string().min(1).max(50) }),
]);

/** Logins without an issuer, beside the embedded servers and for whoever sits at this machine. */
export class LocalLogin {
  constructor(
    private readonly folder: string,
    private readonly now: () => number,
  ) {}

  /** Others hear nothing of it. What headers say of an address does not count. */
  requireHere({ socket: { remoteAddress = '' } }: IncomingMessage): void {
    if (!/^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(remoteAddress)) throw nothingHere;
  }

  /** The accounts of the demo shop. */
  names(): readonly string[] {
    return Object.keys(this.read('accounts', localAccounts)?.accounts ?? {});
  }

  bearerFor(asked: z.infer<typeof localLoginInput>): Bearer {
    const name = 'code' in asked ? this.spend(asked.code) : asked.account;
    const demo = this.read('accounts', localAccounts);
    const account = demo && Object.hasOwn(demo.accounts, name) ? demo.accounts[name] : undefined;
    if (!demo || account === undefined) throw unknownAccount;
    return { subject: `local-${name}`, shop: demo.shopId, account, roles: [] };
  }

  /** Whose the code is. It is gone with this, for every process. */
  private spend(code: string): string {
    const known = this.read('code', localCode);
    const given = createHash('sha256').update(code).digest();
    if (!known || known.until <= this.now() || !timingSafeEqual(given, Buffer.from(known.sha256, 'hex'))) throw spent;
    try {
      rmSync(this.file('code'));
    } catch {
      throw spent;
    }
    return known.account;
  }

  private read<T>(what: keyof typeof localLoginFiles, form: z.ZodType<T>): T | undefined {
    try {
      return form.parse(JSON.parse(readFileSync(this.file(what), 'utf8')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  private file(what: keyof typeof localLoginFiles): string {
    return join(this.folder, localLoginFiles[what]);
  }
}

const spent = unauthenticated('The link has been used, or is too old; start the system again for another one.');

const unknownAccount = new AppError('ACCOUNT_NOT_FOUND', 'The demo shop has no such account.', {
  field: 'account',
  expected: 'one of those that GET /auth/session lists',
});
