/** The business clock as the server last said it, carried on by this machine's steady one. A clock that stands still there stands still here. */
export class ServerClock {
  private base = Date.now();
  private heardAt = performance.now();
  private stands = false;

  constructor(private readonly steady: () => number = () => performance.now()) {
    this.heardAt = steady();
  }

  hear(now: string): void {
    const instant = Date.parse(now);
    if (Number.isNaN(instant)) return;
    this.stands = instant === this.base && this.steady() - this.heardAt > 1_000;
    this.base = instant;
    this.heardAt = this.steady();
  }

  now(): number {
    return this.stands ? this.base : this.base + (this.steady() - this.heardAt);
  }
}

export const serverClock = new ServerClock();
