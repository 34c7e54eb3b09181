import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
  /** The same compressed; undefined where that makes it no smaller. */
  readonly gzip: Buffer | undefined;
}

/** A built front end: the page, in which each answer sets its nonce, and the files it loads, by their paths. */
export interface FrontEnd {
  readonly page: string;
  readonly files: ReadonlyMap<string, PageFile>;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
};

/** Reads a built front end once; undefined where none was built. */
export function readFrontEnd(folder: string): FrontEnd | undefined {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => extname(name) in types);
    return {
      page: readFileSync(join(folder, 'index.html'), 'utf8'),
      files: new Map(names.map((name) => [`/${name}`, fileOf(join(folder, name))])),
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function fileOf(path: string): PageFile {
  const bytes = readFileSync(path);
  const gzip = gzipSync(bytes, { level: 9 });
  return { type: types[extname(path)] ?? 'application/octet-stream', bytes, gzip: gzip.length < bytes.length ? gzip : undefined };
}
