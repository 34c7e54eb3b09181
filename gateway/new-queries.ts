import { setImmediate as endOfTurn, setTimeout as pause } from 'node:timers/promises';
import { onScrape } from '#libs/platform/telemetry/readings';
import { Turns } from './turns';

/**
 * A query whose text is new is parsed, checked and planned before it is answered, for so long everybody else waits. So new texts begin one at a time, callers
 * take turns, and before the next begins, everybody else has as long as the last one took. Clients that put values in variables send few texts.
 */
export class NewQueries {
  private readonly known = new Set<string>();
  private size = 0;
  private isBusy = false;
  private readonly turns: Turns<null>;

  /** `queryMemory`: characters of the texts that are remembered, at most. */
  constructor(private readonly limits: { readonly turnWaitMs: number; readonly queryMemory: number }) {
    this.turns = new Turns({ turnWaitMs: limits.turnWaitMs, refusal: 'Too many new queries at once' });
    onScrape('jiedai_turns_waiting', () => [{ labels: { for: 'new_query' }, value: this.turns.size }]);
  }

  /** Resolves when a query of this text may begin: at once when the text is known. */
  async turn(caller: string, text: string): Promise<void> {
    if (this.known.has(text)) return;
    const turn = this.turns.wait(caller, null);
    if (!this.isBusy) void this.startWaiting();
    await turn;
  }

  /** A text that was found right and is planned from now on. */
  knows(text: string): void {
    if (this.known.has(text)) return;
    this.known.add(text);
    this.size += text.length;
    for (const oldest of this.known) {
      if (this.size <= this.limits.queryMemory) return;
      this.known.delete(oldest);
      this.size -= oldest.length;
    }
  }

  private async startWaiting(): Promise<void> {
    this.isBusy = true;
    while (this.turns.next(() => true)) {
      const begun = performance.now();
      await endOfTurn();
      await pause(performance.now() - begun);
    }
    this.isBusy = false;
  }
}
