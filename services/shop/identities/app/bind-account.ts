import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { lockKnown, lockPresent } from '../../accounts/app/lock-present';
import type { Account } from '../../accounts/domain/account';
import type { Deps } from '../../deps';
import type { AccountIdentity, Identity } from '../domain/account-identity';
import { deleteIdentity, findIdentities, identitiesOfAccounts, insertIdentity } from '../store/identities';

interface Input extends CommandInput {
  readonly accountId: string;
  readonly identity: Identity;
}

const most = 10;

/** Binds a login to an account. */
export const bindAccount = ({ db, clock }: Deps, command: Command<Input>): Promise<Account> => {
  const { shopId, input, key } = command;
  return db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const account = await lockPresent(tx, input.accountId);
      const bound = await identitiesOfAccounts(tx, [account.id]);
      const known = bound.find((each) => isSame(each, input.identity)) ?? null;
      const at = clock.now();
      if (!known && bound.length >= most) throw tooMany;
      if (!known) await bindIdentity(tx, { ...input.identity, shopId, accountId: account.id, boundAt: at }, 'identity');
      audit(tx, command, { at, on: { kind: 'LOGIN', id: account.id }, before: known, after: input.identity });
      return account;
    }),
  );
};

/** Takes a login from an account, a removed one too; one that it does not have is taken from nobody. */
export const unbindAccount = ({ db, clock }: Deps, command: Command<Input>): Promise<Account> => {
  const { shopId, input, key } = command;
  return db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const account = await lockKnown(tx, input.accountId);
      const bound = await identitiesOfAccounts(tx, [account.id]);
      const known = bound.find((each) => isSame(each, input.identity)) ?? null;
      if (known) deleteIdentity(tx, known);
      audit(tx, command, { at: clock.now(), on: { kind: 'LOGIN', id: account.id }, before: known, after: null });
      return account;
    }),
  );
};

/** Stores a login; refuses one that is somebody already, in whatever shop. */
export async function bindIdentity(tx: Tx, identity: AccountIdentity, field: string): Promise<void> {
  insertIdentity(tx, identity);
  const [bound] = await findIdentities(tx, [identity]);
  if (bound?.accountId !== identity.accountId)
    throw new AppError('IDENTITY_TAKEN', 'This login is bound to an account already.', {
      field,
      expected: 'a login that is bound to no account',
    });
}

const isSame = (a: Identity, b: Identity): boolean => a.issuer === b.issuer && a.subject === b.subject;

const tooMany = new AppError('BAD_USER_INPUT', 'The account has as many logins as it can have.', {
  field: 'identity',
  expected: `at most ${most} logins of one account`,
});
