import { AppError } from '#libs/platform/errors';

interface Waiting<T> {
  readonly item: T;
  readonly start: () => void;
}

/** Who waits for a turn, by caller: first come, first served for one caller, and callers take turns. */
export class Turns<T> {
  private readonly waiting = new Map<string, readonly Waiting<T>[]>();

  constructor(private readonly options: { readonly turnWaitMs: number; readonly refusal: string }) {}

  /** How many wait. */
  get size(): number {
    return [...this.waiting.values()].reduce((sum, { length }) => sum + length, 0);
  }

  has(caller: string): boolean {
    return this.waiting.has(caller);
  }

  /** Resolves when it is this one's turn; refuses when that takes too long. */
  wait(caller: string, item: T): Promise<void> {
    const { turnWaitMs, refusal } = this.options;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.remove(caller, waiting);
        reject(new AppError('SERVICE_UNAVAILABLE', `${refusal}; try again in a second.`, { expected: 'fewer or smaller queries at once' }));
      }, turnWaitMs);
      const start = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const waiting: Waiting<T> = { item, start };
      this.waiting.set(caller, [...(this.waiting.get(caller) ?? []), waiting]);
    });
  }

  /** Starts the first that fits, of the caller who has waited longest for a turn. */
  next(fits: (caller: string, item: T) => boolean): { readonly caller: string; readonly item: T } | undefined {
    for (const [caller, [first]] of this.waiting) {
      if (!first || !fits(caller, first.item)) continue;
      this.remove(caller, first);
      first.start();
      return { caller, item: first.item };
    }
    return undefined;
  }

  /** A caller who goes on waiting does so behind the others. */
  private remove(caller: string, gone: Waiting<T>): void {
    const left = (this.waiting.get(caller) ?? []).filter((each) => each !== gone);
    this.waiting.delete(caller);
    if (left.length > 0) this.waiting.set(caller, left);
  }
}
