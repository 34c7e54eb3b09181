import { newId } from '../process/ids';
import { digestOf, isLikeApiKey, readApiKey, writeApiKey } from './api-key';

const [shop, id] = ['01900000-0000-7000-8000-000000000001', 'ffffffff-ffff-7fff-bfff-ffffffffffff'];
const key = writeApiKey(shop, id, Buffer.alloc(32, 0xff));

it('a key is one word that says whose it is', () => {
  expect(key).toMatch(/^jd_live_[0-9A-Za-z]{92}$/);
  expect(isLikeApiKey(key)).toBe(true);
  expect(readApiKey(key)).toEqual({ shop, id, digest: digestOf(key) });
});

it('keys of any shop, id and secret are read as they were written', () => {
  for (const byte of [0, 1, 0x7f, 0xff]) {
    const named = { shop: newId(), id: newId() };
    const text = writeApiKey(named.shop, named.id, Buffer.alloc(32, byte));
    expect(readApiKey(text)).toEqual({ ...named, digest: digestOf(text) });
  }
});

it('one letter less, more, changed or swapped with its neighbour makes no key', () => {
  expect(readApiKey(key.slice(0, -1))).toBeUndefined();
  expect(readApiKey(`${key}0`)).toBeUndefined();
  for (let at = 0; at < key.length; at += 1) {
    const other = key[at] === 'a' ? 'b' : 'a';
    expect(readApiKey(`${key.slice(0, at)}${other}${key.slice(at + 1)}`)).toBeUndefined();
    const swapped = `${key.slice(0, at)}${key[at + 1] ?? ''}${key[at]}${key.slice(at + 2)}`;
    if (swapped !== key) expect(readApiKey(swapped)).toBeUndefined();
  }
});

it('two secrets of one key have two digests, which tell nothing of them', () => {
  const other = writeApiKey(shop, id, Buffer.alloc(32, 1));
  expect(digestOf(other)).not.toBe(digestOf(key));
  expect(digestOf(key)).toHaveLength(43);
});
