import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import { AppError, granted, type Refusal } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { revokeApiKey, rotateApiKey, type ApiKey } from '../domain/api-key';
import { lockApiKey, saveApiKey } from '../store/api-keys';
import type { MadeKey } from './create-api-key';
import { makeKeyText } from './make-key-text';

interface Input extends CommandInput {
  readonly keyId: string;
}

const usualMinutes = 1_440;

/** Gives a key another secret, which leaves with the answer. */
export async function rotateKey(
  deps: Deps,
  asked: Command<Input & { readonly keepOldMinutes?: number | null | undefined }>,
): Promise<MadeKey> {
  let secret: string | null = null;
  const { keyId, keepOldMinutes } = asked.input;
  const apiKey = await changeKey(deps, asked, (key, now) => {
    const { text, digest } = makeKeyText(key.shopId, keyId);
    secret = text;
    return rotateApiKey(key, digest, new Date(now.getTime() + (keepOldMinutes ?? usualMinutes) * 60_000), now);
  });
  return { apiKey, secret };
}

/** Ends a key. Every gateway has heard of it a second later, since it remembers no longer what a key opens. */
export const revokeKey = (deps: Deps, asked: Command<Input>): Promise<ApiKey> => changeKey(deps, asked, revokeApiKey);

const changeKey = ({ db, clock }: Deps, asked: Command<Input>, change: (key: ApiKey, now: Date) => ApiKey | Refusal): Promise<ApiKey> =>
  db.transaction([asked.shopId], (tx) =>
    once(tx, asked.key, async () => {
      const key = await lockApiKey(tx, asked.input.keyId);
      if (!key) throw noKey;
      const at = clock.now();
      const next = granted(change(key, at));
      audit(tx, asked, { at, on: { kind: 'API_KEY', id: key.id }, before: key, after: next });
      if (next !== key) saveApiKey(tx, next);
      return next;
    }),
  );

const noKey = new AppError('KEY_NOT_FOUND', 'No such key in this shop.', { field: 'keyId', expected: 'the id of a key of this shop' });
