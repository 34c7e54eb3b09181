import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '#libs/platform/process/repo-root';
import { readManifest, type Manifest } from '../documents/manifest';

const listOf = (frontEnd: string): Manifest =>
  readManifest(readFileSync(join(repoRoot(), 'gateway', frontEnd, 'generated', 'persisted-documents.json'), 'utf8'));

/** What our front ends ask, registered with the gateway that serves them; `npm run documents` writes the lists. */
export const ownDocuments = (): Manifest => ({ ...listOf('console'), ...listOf('widget') });
