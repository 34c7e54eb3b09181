import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import { AppError, granted, shopNotFound } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { lockShop } from '../../shops/store/shops';
import { hasEnded, newApiKey, type ApiKey } from '../domain/api-key';
import { apiKeysOfShop, insertApiKey } from '../store/api-keys';
import { makeKeyText } from './make-key-text';

interface Input extends CommandInput {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: Date | null | undefined;
}

/** A key, and its secret where this command has just made it. */
export interface MadeKey {
  readonly apiKey: ApiKey;
  readonly secret: string | null;
}

const most = 50;

/** Makes a key. The secret leaves with the answer: neither it nor a command's kept result can be read again. */
export async function createApiKey(deps: Deps, command: Command<Input>): Promise<MadeKey> {
  const { shopId, input, caller, key } = command;
  let secret: string | null = null;
  const apiKey = await deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      if (!(await lockShop(tx, shopId))) throw shopNotFound();
      const now = deps.clock.now();
      const live = (await apiKeysOfShop(tx, shopId)).filter((each) => !hasEnded(each, now));
      if (live.length >= most) throw tooMany;
      const id = deps.newId();
      const { text, digest } = makeKeyText(shopId, id);
      const { name, scopes, expiresAt = null } = input;
      const made = granted(newApiKey({ id, shopId, name, scopes, digest, expiresAt, createdBy: caller.account }, now));
      insertApiKey(tx, made);
      audit(tx, command, { at: now, on: { kind: 'API_KEY', id }, before: null, after: made });
      secret = text;
      return made;
    }),
  );
  return { apiKey, secret };
}

const tooMany = new AppError('KEYS_LIMIT', 'The shop has as many keys as it can have.', {
  expected: `at most ${most} keys that have not ended`,
});
