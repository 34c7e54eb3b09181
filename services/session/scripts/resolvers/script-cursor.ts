import { z } from 'zod';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import type { ScriptPlace } from '../store/list-scripts';

const place = z.tuple([z.int32(), z.uuid()]);

/** A script's cursor: its place in the order that people gave. */
export const scriptCursor = ({ position, id }: ScriptPlace): string => writeCursor([position, id]);

export function readScriptCursor(cursor: string | null | undefined): ScriptPlace | null {
  const read = readCursor(place, cursor);
  return read && { position: read[0], id: read[1] };
}
