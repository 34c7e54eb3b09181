import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportFile, ExportFormat } from '../app/export-file';
import { exportText } from '../app/export-text';

const types = {
  CSV: { type: 'text/csv; charset=utf-8', ending: 'csv' },
  JSON_LINES: { type: 'application/x-ndjson; charset=utf-8', ending: 'jsonl' },
} as const;

/** A page is read when there is room for it; whoever leaves ends the reading. */
export async function sendFile(response: ServerResponse, file: ExportFile, format: ExportFormat): Promise<void> {
  const { type, ending } = types[format.format];
  const text = exportText(file, format);
  // What fails before the first line is answered as an error.
  const first = await text.next();
  response.writeHead(200, { 'content-type': type, 'content-disposition': `attachment; filename="${file.name}.${ending}"` });
  const rest = async function* (): AsyncGenerator<string> {
    if (first.done !== true) yield first.value;
    yield* text;
  };
  await pipeline(Readable.from(rest(), { objectMode: false }), response).catch(unlessLeft);
}

function unlessLeft(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}
