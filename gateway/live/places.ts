import { AppError } from '#libs/platform/errors';

interface PlaceLimits {
  readonly streams: number;
  readonly streamsPerAccount: number;
  readonly streamsPerAddress: number;
}

/** How many streams there may be: of all, of one account and of one address. */
export class Places {
  private taken = 0;
  private readonly by = new Map<string, number>();

  constructor(private readonly limits: PlaceLimits) {}

  /** Takes a place and answers with how to give it back, once; refuses when there is none. */
  take(account: string, address: string): () => void {
    const { streams, streamsPerAccount, streamsPerAddress } = this.limits;
    const names = [`account ${account}`, `address ${address}`] as const;
    const [ofAccount, ofAddress] = names.map((name) => this.by.get(name) ?? 0) as [number, number];
    if (this.taken >= streams || ofAccount >= streamsPerAccount || ofAddress >= streamsPerAddress)
      throw new AppError('SERVICE_UNAVAILABLE', 'Too many streams at once; close one, or try again.', {
        expected: `at most ${streamsPerAccount} streams of one account, ${streamsPerAddress} of one address, ${streams} of this process`,
      });
    this.change(names, 1);
    let isGiven = false;
    return () => {
      if (!isGiven) this.change(names, -1);
      isGiven = true;
    };
  }

  private change(names: readonly string[], by: 1 | -1): void {
    this.taken += by;
    for (const name of names) {
      const count = (this.by.get(name) ?? 0) + by;
      if (count === 0) this.by.delete(name);
      else this.by.set(name, count);
    }
  }
}
