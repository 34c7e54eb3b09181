import { z } from 'zod';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import type { TaskCursor } from '../store/list-tasks';

const place = z.tuple([z.iso.datetime(), z.int32(), z.uuid()]);

export const taskCursor = ({ overdueAt, place: at, id }: TaskCursor): string => writeCursor([overdueAt.toISOString(), at, id]);

export function readTaskCursor(cursor: string | null | undefined): TaskCursor | null {
  const read = readCursor(place, cursor);
  return read && { overdueAt: new Date(read[0]), place: read[1], id: read[2] };
}
