import { granted } from '#libs/platform/errors';
import { endOf, hasEnded, isOpenedBy, isUseTold, newApiKey, revokeApiKey, rotateApiKey } from './api-key';

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 10, minute));
const made = { id: 'k', shopId: 's', name: 'ERP', scopes: ['read', 'connector', 'read'], digest: 'one', expiresAt: at(50), createdBy: 'a' };
const key = granted(newApiKey(made, at(0)));

it('a key names each scope once and ends when it was said to', () => {
  expect(key.scopes).toEqual(['connector', 'read']);
  expect([hasEnded(key, at(49)), hasEnded(key, at(50))]).toEqual([false, true]);
  expect([isOpenedBy(key, 'one', at(49)), isOpenedBy(key, 'one', at(50)), isOpenedBy(key, 'two', at(1))]).toEqual([true, false, false]);
  expect(newApiKey({ ...made, expiresAt: at(0) }, at(0))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'expiresAt' });
});

it('two secrets live during a rotation, and never three', () => {
  const once = granted(rotateApiKey(key, 'two', at(10), at(5)));
  expect(['one', 'two'].map((digest) => isOpenedBy(once, digest, at(9)))).toEqual([true, true]);
  expect(['one', 'two'].map((digest) => isOpenedBy(once, digest, at(10)))).toEqual([false, true]);
  const twice = granted(rotateApiKey(once, 'three', at(15), at(6)));
  expect(['one', 'two', 'three'].map((digest) => isOpenedBy(twice, digest, at(9)))).toEqual([false, true, true]);
});

it('a secret ends with its key, or earlier when another has followed it', () => {
  const once = granted(rotateApiKey(key, 'two', at(10), at(5)));
  expect([endOf(key, 'one'), endOf(once, 'one'), endOf(once, 'two')]).toEqual([at(50), at(10), at(50)]);
  expect(endOf(granted(rotateApiKey(key, 'two', at(55), at(5))), 'one')).toEqual(at(50));
  expect(endOf(granted(newApiKey({ ...made, expiresAt: null }, at(0))), 'one')).toBeNull();
});

it('a revoked key opens nothing, stays revoked as it was, and is not rotated', () => {
  const ended = revokeApiKey(granted(rotateApiKey(key, 'two', at(10), at(5))), at(6));
  expect(['one', 'two'].map((digest) => isOpenedBy(ended, digest, at(7)))).toEqual([false, false]);
  expect(revokeApiKey(ended, at(8))).toBe(ended);
  expect(rotateApiKey(ended, 'three', at(10), at(7))).toMatchObject({ code: 'KEY_NOT_FOUND' });
});

it('a use is told once a minute', () => {
  expect(isUseTold(key, at(0))).toBe(false);
  expect(isUseTold({ ...key, lastUsedAt: at(1) }, new Date(at(2).getTime() - 1))).toBe(true);
  expect(isUseTold({ ...key, lastUsedAt: at(1) }, at(2))).toBe(false);
});
