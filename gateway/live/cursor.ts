import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { entriesOf, readPositions, type Positions } from '#libs/contracts/index';

/** A longer one is none of ours. */
const longest = 2_000;

/** Texts are filled up to a multiple of this, so that a cursor's length does not tell how large its numbers are. */
const filledTo = 128;
const [saltBytes, tagBytes] = [16, 16];

/**
 * Where a stream of a shop is, as the id of an event. Its numbers count what happens in the shop, so cursors are sealed (A256GCM) under keys that all gateway
 * processes derive from the secrets they share: any of them can go on from one, nobody else reads or makes one. The first secret seals, every one opens.
 */
export class Cursors {
  constructor(private readonly secrets: readonly string[]) {}

  seal(shopId: string, positions: Positions): string {
    const salt = randomBytes(saltBytes);
    const { key, iv } = keyOf(this.secrets[0] ?? '', salt);
    const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
    const sealed = Buffer.concat([cipher.update(filled(textOf(shopId, positions)), 'utf8'), cipher.final()]);
    return Buffer.concat([salt, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** The positions in a cursor of this shop; undefined for anything else. The shop itself is always the token's, never the cursor's. */
  open(shopId: string, cursor: string | undefined): Positions | undefined {
    if (cursor === undefined || cursor.length > longest) return undefined;
    const bytes = Buffer.from(cursor, 'base64url');
    const text = this.secrets.map((secret) => opened(bytes, secret)).find((each) => each !== undefined);
    return text === undefined ? undefined : positionsIn(shopId, text.trimEnd());
  }
}

/** Each cursor has a key of its own, so no pair of key and IV comes twice. */
function keyOf(secret: string, salt: Uint8Array): { readonly key: Buffer; readonly iv: Buffer } {
  const bytes = Buffer.from(hkdfSync('sha256', secret, salt, 'jiedai cursors', 44));
  return { key: bytes.subarray(0, 32), iv: bytes.subarray(32) };
}

function opened(bytes: Buffer, secret: string): string | undefined {
  try {
    const { key, iv } = keyOf(secret, bytes.subarray(0, saltBytes));
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
    decipher.setAuthTag(bytes.subarray(saltBytes, saltBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(saltBytes + tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

const filled = (text: string): string => text.padEnd(Math.ceil(text.length / filledTo) * filledTo);

/** Streams without any fact yet are left out. */
const textOf = (shopId: string, positions: Positions): string =>
  [
    shopId,
    ...entriesOf(positions)
      .filter(([, [incarnation, seq]]) => incarnation > 1 || seq > 0)
      .map(([topic, [incarnation, seq]]) => `${topic}=${incarnation}.${seq}`),
  ].join(';');

function positionsIn(shopId: string, text: string): Positions | undefined {
  const [shop, ...parts] = text.split(';');
  if (shop !== shopId) return undefined;
  const entries = parts.map((part) => /^([a-z-]+)=(\d{1,10})\.(\d{1,16})$/.exec(part));
  if (!entries.every((entry) => entry !== null)) return undefined;
  return readPositions(Object.fromEntries(entries.map(([, topic, incarnation, seq]) => [topic, [Number(incarnation), Number(seq)]])));
}
