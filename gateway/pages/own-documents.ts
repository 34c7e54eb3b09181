import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '#libs/platform/process/repo-root';
import { readManifest, type Manifest } from '../documents/manifest';

/** What the console asks, registered with the gateway that serves it; `npm run documents` writes the list. */
export const consoleDocuments = (): Manifest =>
  readManifest(readFileSync(join(repoRoot(), 'gateway', 'console', 'generated', 'persisted-documents.json'), 'utf8'));
