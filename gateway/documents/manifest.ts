import { hash } from 'node:crypto';
import { z } from 'zod';

/** What a client has registered: texts of documents by the SHA-256 of their UTF-8. */
export type Manifest = Readonly<Record<string, string>>;

export const hashOf = (text: string): string => hash('sha256', text);

const entries = z.record(z.string(), z.string());

/** A list as it lies in a file. A text under another hash than its own would answer for a document that nobody registered. */
export function readManifest(json: string): Manifest {
  const manifest = entries.parse(JSON.parse(json));
  const wrong = Object.entries(manifest).find(([key, text]) => hashOf(text) !== key);
  if (wrong) throw new Error(`${wrong[0].slice(0, 64)} is not the SHA-256 of its text`);
  return manifest;
}
