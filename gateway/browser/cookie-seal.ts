import { createHash, hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';

/** What a sealed value is for; one is not taken for another. */
export type Purpose = 'session' | 'login';

interface Key {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Seals what a browser keeps for us, so that nobody reads or changes it: a JWE, A256GCM. The first key seals, every one opens, so that one follows the other. */
export class CookieSeal {
  private readonly keys: readonly Key[];

  constructor(secrets: readonly string[]) {
    this.keys = secrets.map((secret) => ({
      id: createHash('sha256').update(secret).digest('base64url').slice(0, 8),
      bytes: new Uint8Array(hkdfSync('sha256', secret, '', 'jiedai cookies', 32)),
    }));
  }

  async seal(purpose: Purpose, value: object): Promise<string> {
    const [key] = this.keys;
    if (!key) throw new Error('There is no key to seal cookies with');
    return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: purpose, kid: key.id })
      .encrypt(key.bytes);
  }

  /** What was sealed; undefined for what is none of ours, or was sealed for something else. */
  async open(purpose: Purpose, sealed: string): Promise<unknown> {
    try {
      const { plaintext, protectedHeader } = await compactDecrypt(sealed, ({ kid }) => this.bytesOf(kid), {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return protectedHeader.typ === purpose ? JSON.parse(new TextDecoder().decode(plaintext)) : undefined;
    } catch {
      return undefined;
    }
  }

  private bytesOf(id: string | undefined): Uint8Array {
    const key = this.keys.find((each) => each.id === id);
    if (!key) throw new Error('No such key');
    return key.bytes;
  }
}
