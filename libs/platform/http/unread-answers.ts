import type { ServerResponse } from 'node:http';

/**
 * Answers that are written and that their client has not taken. A client that takes a little now and then is never silent, so its connection would stand,
 * and its answer in memory, for as long as it likes.
 */
export class UnreadAnswers {
  private readonly since = new Map<ServerResponse, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly limitMs: number) {
    this.timer = setInterval(() => this.cut(), limitMs / 4).unref();
  }

  /** To be told of each answer, once nothing more is written to it. */
  watch(response: ServerResponse): void {
    if (!response.writableEnded || response.writableFinished || response.destroyed) return;
    this.since.set(response, performance.now());
    response.once('close', () => this.since.delete(response));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private cut(): void {
    const before = performance.now() - this.limitMs;
    for (const [response, since] of this.since) if (since <= before) response.destroy();
  }
}
