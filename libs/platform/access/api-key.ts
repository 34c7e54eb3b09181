import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What a partner's key says of itself, before anybody is asked. */
export interface ApiKeyText {
  readonly shop: string;
  readonly id: string;
  /** What is stored of the whole key, and what proves it. */
  readonly digest: string;
}

const prefix = 'jd_live_';
/** So many digits hold 32 bytes: shop and key, then the secret. */
const [bytes, digits, checkDigits] = [32, 43, 6];
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const shape = new RegExp(`^${prefix}[0-9A-Za-z]{${2 * digits + checkDigits}}$`);

/** Whether a bearer's text is meant as a key, sound or not. */
export const isLikeApiKey = (text: string): boolean => text.startsWith('jd_');

/**
 * A key as partners carry it: prefix, shop and id, 256 bits of secret, checksum. It is one word, so that a double click takes all of it; the prefix lets
 * scanners find it where it does not belong. It names its shop, so that it can be looked for behind that shop's fence.
 */
export function writeApiKey(shop: string, id: string, secret: Buffer): string {
  const name = Buffer.from(`${shop}${id}`.replaceAll('-', ''), 'hex');
  const body = `${prefix}${toDigits(name, digits)}${toDigits(secret, digits)}`;
  return `${body}${checksum(body)}`;
}

/** Reads a key; undefined when it was mistyped or made up, which the checksum tells without a look-up. */
export function readApiKey(text: string): ApiKeyText | undefined {
  const body = text.slice(0, -checkDigits);
  if (!shape.test(text) || checksum(body) !== text.slice(-checkDigits)) return undefined;
  const name = fromDigits(body.slice(prefix.length, prefix.length + digits));
  return name === undefined ? undefined : { shop: toId(name.slice(0, 32)), id: toId(name.slice(32)), digest: digestOf(text) };
}

/** Nobody finds 256 random bits by trying, however fast, so a plain hash hides them as well as a slow one. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

const checksum = (body: string): string => {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(crc32(body));
  return toDigits(four, checkDigits);
};

function toDigits(value: Buffer, length: number): string {
  let [rest, text] = [BigInt(`0x${value.toString('hex')}`), ''];
  for (; text.length < length; rest /= 62n) text = `${alphabet[Number(rest % 62n)]}${text}`;
  return text;
}

/** The bytes in hex; undefined for digits that say more than fits. */
function fromDigits(text: string): string | undefined {
  const value = [...text].reduce((sum, digit) => sum * 62n + BigInt(alphabet.indexOf(digit)), 0n);
  const hex = value.toString(16).padStart(2 * bytes, '0');
  return hex.length > 2 * bytes ? undefined : hex;
}

const toId = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
