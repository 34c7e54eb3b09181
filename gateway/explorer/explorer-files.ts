import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repoRoot } from '#libs/platform/process/repo-root';

const script = 'text/javascript; charset=utf-8';
const style = 'text/css; charset=utf-8';

interface ExplorerFile {
  readonly type: string;
  /** Where it is; found when it is asked for, since packages of development may not be installed. */
  readonly path: () => string;
}

const own = (name: string): string => join(repoRoot(), 'gateway', 'explorer', name);
const packaged = (name: string, file: string): string => join(dirname(require.resolve(`${name}/package.json`)), file);

/** Everything the explorer runs, by its path. There is nothing that comes from elsewhere. */
const explorerFiles: Readonly<Record<string, ExplorerFile>> = {
  '/explore': { type: 'text/html; charset=utf-8', path: () => own('explorer.html') },
  '/explore/explorer.css': { type: style, path: () => own('explorer.css') },
  '/explore/explorer.js': { type: script, path: () => own('explorer.js') },
  '/explore/fetcher.js': { type: script, path: () => own('fetcher.js') },
  '/explore/react.js': { type: script, path: () => packaged('react-18', 'umd/react.production.min.js') },
  '/explore/react-dom.js': { type: script, path: () => packaged('react-dom-18', 'umd/react-dom.production.min.js') },
  '/explore/graphiql.js': { type: script, path: () => packaged('graphiql', 'graphiql.min.js') },
  '/explore/graphiql.css': { type: style, path: () => packaged('graphiql', 'graphiql.min.css') },
  // The package lets nobody ask for its package.json.
  '/explore/graphql-sse.js': { type: script, path: () => join(dirname(require.resolve('graphql-sse')), '../umd/graphql-sse.min.js') },
};

/** A file of the explorer; undefined when there is none of this path, or its package is not installed. */
export function explorerFile(path: string): { readonly type: string; readonly text: string } | undefined {
  const file = Object.hasOwn(explorerFiles, path) ? explorerFiles[path] : undefined;
  if (!file) return undefined;
  try {
    return { type: file.type, text: readFileSync(file.path(), 'utf8') };
  } catch (error) {
    if (['MODULE_NOT_FOUND', 'ENOENT'].includes(String((error as NodeJS.ErrnoException).code))) return undefined;
    throw error;
  }
}
