import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import { AppError, shopNotFound } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { lockShop } from '../../shops/store/shops';
import type { BuyerAccess, BuyerTokenKey } from '../domain/buyer-access';
import { endBuyerTokenKey, insertBuyerTokenKey, loadBuyerAccess, saveAnonymous } from '../store/buyer-access';
import { readPublicKey } from './public-key';

/** How buyers come after the command, and the key it was about. */
export interface ChangedAccess {
  readonly buyerAccess: BuyerAccess;
  readonly key: BuyerTokenKey | null;
}

const most = 10;

/** Registers a public key. The one it follows stays until it is revoked, so that tokens that were signed with it are still taken. */
export async function createBuyerTokenKey(
  deps: Deps,
  asked: Command<CommandInput & { readonly name: string; readonly publicKey: string }>,
): Promise<ChangedAccess> {
  const { name, publicKey } = asked.input;
  const read = readPublicKey(publicKey);
  return change(deps, asked, (tx, { keys, shopId }) => {
    if (keys.filter(({ revokedAt }) => revokedAt === null).length >= most) throw tooMany;
    const key = { id: deps.newId(), shopId, name, ...read, createdAt: deps.clock.now(), revokedAt: null };
    insertBuyerTokenKey(tx, key);
    return key.id;
  });
}

/** Ends a key. Every gateway has heard of it a second later. */
export const revokeBuyerTokenKey = (deps: Deps, asked: Command<CommandInput & { readonly keyId: string }>): Promise<ChangedAccess> =>
  change(deps, asked, (tx, { keys }) => {
    const { keyId } = asked.input;
    if (keys.every(({ id }) => id !== keyId)) throw noKey;
    endBuyerTokenKey(tx, keyId, deps.clock.now());
    return keyId;
  });

/** Lets buyers in whom nobody knows, or no longer. */
export const setAnonymousBuyers = (deps: Deps, asked: Command<CommandInput & { readonly allowed: boolean }>): Promise<ChangedAccess> =>
  change(deps, asked, (tx, { shopId }) => {
    saveAnonymous(tx, shopId, asked.input.allowed);
    return null;
  });

const change = (
  { db, clock }: Deps,
  asked: Command<unknown>,
  write: (tx: Tx, access: BuyerAccess) => string | null,
): Promise<ChangedAccess> => {
  const { shopId, key: command } = asked;
  return db.transaction([shopId], (tx) =>
    once(tx, command, async () => {
      if (!(await lockShop(tx, shopId))) throw shopNotFound();
      const [before] = await loadBuyerAccess(tx, [shopId]);
      const about = write(tx, before!);
      const [buyerAccess] = await loadBuyerAccess(tx, [shopId]);
      const keyIn = ({ keys }: BuyerAccess) => keys.find(({ id }) => id === about) ?? null;
      const at = clock.now();
      if (about === null) audit(tx, asked, { at, on: { kind: 'BUYER_ACCESS', id: shopId }, before: before!, after: buyerAccess! });
      else audit(tx, asked, { at, on: { kind: 'BUYER_TOKEN_KEY', id: about }, before: keyIn(before!), after: keyIn(buyerAccess!) });
      return { buyerAccess: buyerAccess!, key: keyIn(buyerAccess!) };
    }),
  );
};

const tooMany = new AppError('KEYS_LIMIT', 'The shop has as many keys for buyers’ tokens as it can have.', {
  expected: `at most ${most} keys that have not ended`,
});

const noKey = new AppError('KEY_NOT_FOUND', 'No such key in this shop.', { field: 'keyId', expected: 'the id of a key of this shop' });
