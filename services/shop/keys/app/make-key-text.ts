import { randomBytes } from 'node:crypto';
import { digestOf, writeApiKey } from '#libs/platform/access/api-key';

/** A key with a new secret: the text to show, and what is kept of it. */
export function makeKeyText(shopId: string, id: string): { readonly text: string; readonly digest: string } {
  const text = writeApiKey(shopId, id, randomBytes(32));
  return { text, digest: digestOf(text) };
}
