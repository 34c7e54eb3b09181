/** How urgent a wait is: by the shop's own limits, amber for a slow reply and red for a late one. */
export type WaitLevel = 'CALM' | 'SLOW' | 'LATE';

export interface WaitLimits {
  readonly slowReplySeconds: number | null;
  readonly quickReplySeconds: number | null;
}

export function waitLevel(seconds: number, { slowReplySeconds, quickReplySeconds }: WaitLimits): WaitLevel {
  if (quickReplySeconds !== null && seconds >= quickReplySeconds) return 'LATE';
  if (slowReplySeconds !== null && seconds >= slowReplySeconds) return 'SLOW';
  return 'CALM';
}
