import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, parse } from 'graphql';
import { checkDocument } from '#gateway/documents/check-document';
import { hashOf, readManifest, type Manifest } from '#gateway/documents/manifest';
import type { DocumentLimits } from '#gateway/documents/trusted-settings';
import { withSubscriptions } from '#gateway/live/live-schema';
import { readSupergraph } from '#gateway/supergraph';

export interface Registration {
  readonly client: string;
  readonly folder: string;
  /** Documents, or lists of texts by their SHA-256 (.json). */
  readonly files: readonly string[];
  /** Whether what was registered before is no longer. */
  readonly replace: boolean;
  readonly limits: DocumentLimits;
}

/** Checks the documents of a client and registers all of them, or none. Answers with each hash and its file. */
export function registerOperations({ client, folder, files, replace, limits }: Registration): readonly (readonly [string, string])[] {
  const schema = withSubscriptions(buildASTSchema(parse(readSupergraph()), { assumeValidSDL: true }));
  const found = files.flatMap((file) => Object.entries(documentsIn(file)).map(([hash, text]) => ({ hash, text, file })));
  for (const { text, file } of found) {
    const checked = checkDocument(text, { schema, limits, introspection: false });
    if ('problem' in checked) throw new Error(`${file}: ${checked.problem}\nNothing was registered.`);
  }
  const list = join(folder, `${client}.json`);
  const added = Object.fromEntries(found.map(({ hash, text }) => [hash, text]));
  mkdirSync(folder, { recursive: true });
  write(list, { ...(replace ? {} : registered(list)), ...added });
  return found.map(({ hash, file }) => [hash, file]);
}

function documentsIn(file: string): Manifest {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.json') ? readManifest(text) : { [hashOf(text)]: text };
}

function registered(list: string): Manifest {
  try {
    return readManifest(readFileSync(list, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** As a whole, so that a gateway never reads half of it. */
function write(list: string, manifest: Manifest): void {
  const temporary = `${list}.temporary`;
  writeFileSync(temporary, `${JSON.stringify(manifest, undefined, 2)}\n`);
  renameSync(temporary, list);
}
