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

const changeKey = (
  { db, clock }: Deps,
  { shopId, input: { keyId }, key: command }: Command<Input>,
  change: (key: ApiKey, now: Date) => ApiKey | Refusal,
): Promise<ApiKey> =>
  db.transaction([shopId], (tx) =>
    once(tx, command, async () => {
      const key = await lockApiKey(tx, keyId);
      if (!key) throw noKey;
      const next = granted(change(key, clock.now()));
      if (next !== key) saveApiKey(tx, next);
      return next;
    }),
  );

const noKey = new AppError('KEY_NOT_FOUND', 'No such key in this shop.', { field: 'keyId', expected: 'the id of a key of this shop' });
