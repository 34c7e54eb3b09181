import { z } from 'zod';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import type { TaskCursor } from '../store/list-tasks';

const place = z.tuple([z.iso.datetime(), z.uuid()]);

export const taskCursor = ({ overdueAt, id }: TaskCursor): string => writeCursor([overdueAt.toISOString(), id]);

export function readTaskCursor(cursor: string | null | undefined): TaskCursor | null {
  const read = readCursor(place, cursor);
  return read && { overdueAt: new Date(read[0]), id: read[1] };
}
