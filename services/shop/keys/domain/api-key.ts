import { refuse, type Refusal } from '#libs/platform/errors';

/** A partner's key. Of its secrets only digests are kept: the present one, and for a while the one before. */
export interface ApiKey {
  readonly id: string;
  readonly shopId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly digest: string;
  readonly previousDigest: string | null;
  readonly previousUntil: Date | null;
  readonly expiresAt: Date | null;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

type NewApiKey = Pick<ApiKey, 'id' | 'shopId' | 'name' | 'scopes' | 'digest' | 'expiresAt' | 'createdBy'>;

/** A key as it begins; one that has ended already is none. */
export function newApiKey(made: NewApiKey, now: Date): ApiKey | Refusal {
  if (made.expiresAt !== null && made.expiresAt <= now)
    return refuse('BAD_USER_INPUT', 'The key would have ended already.', { field: 'expiresAt', expected: 'an instant to come' });
  const scopes = [...new Set(made.scopes)].sort();
  return { ...made, scopes, previousDigest: null, previousUntil: null, createdAt: now, lastUsedAt: null, revokedAt: null };
}

/** The key with another secret; the present one goes on until `until`. */
export function rotateApiKey(key: ApiKey, digest: string, until: Date, now: Date): ApiKey | Refusal {
  if (hasEnded(key, now))
    return refuse('KEY_NOT_FOUND', 'The key has ended; make another.', { field: 'keyId', expected: 'a key that has not ended' });
  return { ...key, digest, previousDigest: key.digest, previousUntil: until };
}

/** The key, ended; the same one when it was. */
export const revokeApiKey = (key: ApiKey, now: Date): ApiKey => (key.revokedAt === null ? { ...key, revokedAt: now } : key);

/** Whether the key has ended, by somebody or by itself. */
export const hasEnded = ({ revokedAt, expiresAt }: ApiKey, now: Date): boolean =>
  revokedAt !== null || (expiresAt !== null && expiresAt <= now);

/** Whether a secret with this digest opens the key now. */
export function isOpenedBy(key: ApiKey, digest: string, now: Date): boolean {
  if (hasEnded(key, now)) return false;
  return digest === key.digest || (digest === key.previousDigest && key.previousUntil !== null && key.previousUntil > now);
}

/** When the secret with this digest ends by itself; null for never. */
export function endOf({ expiresAt, previousDigest, previousUntil }: ApiKey, digest: string): Date | null {
  const ends = [expiresAt, digest === previousDigest ? previousUntil : null].filter((end) => end !== null);
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end.getTime())));
}

const usedAgainMs = 60_000;

/** Whether a use now is worth writing down: once a minute is enough to know which keys nobody needs. */
export const isUseTold = ({ lastUsedAt }: ApiKey, now: Date): boolean =>
  lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < usedAgainMs;
