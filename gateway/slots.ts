import { AppError } from '#libs/platform/errors';

/** Requests in flight: `limit` of them at once, and no more than `perCaller` of one caller, so that none keeps the others out. */
export class Slots {
  private taken = 0;
  private readonly ofCaller = new Map<string, number>();

  constructor(
    private readonly limit: number,
    private readonly perCaller: number,
  ) {}

  get inUse(): number {
    return this.taken;
  }

  /** Takes a slot and answers with how to give it back; refuses, before anything is accepted, when there is none. */
  take(caller: string): () => void {
    const own = this.ofCaller.get(caller) ?? 0;
    if (this.taken >= this.limit || own >= this.perCaller)
      throw new AppError('SERVICE_UNAVAILABLE', 'Too many requests at once; try again in a second.', {
        expected: `at most ${this.perCaller} requests at once of one caller, ${this.limit} of all`,
      });
    this.taken += 1;
    this.ofCaller.set(caller, own + 1);
    return () => this.giveBack(caller);
  }

  private giveBack(caller: string): void {
    this.taken -= 1;
    const left = (this.ofCaller.get(caller) ?? 1) - 1;
    if (left === 0) this.ofCaller.delete(caller);
    else this.ofCaller.set(caller, left);
  }
}
