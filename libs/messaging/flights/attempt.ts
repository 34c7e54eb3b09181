import type { DatabaseFault } from '#libs/platform/database/database-fault';

/** How a flight ended. `fault` undefined: what flew is at fault by itself. */
export type Ended<R> =
  | { readonly outcome: 'landed'; readonly results: readonly R[]; readonly tookMs: number }
  | { readonly outcome: 'failed'; readonly error: unknown; readonly fault: DatabaseFault | undefined };

const contentionTries = 5;

/** Flies once; where two transactions met and the database has ended this one, again at once. */
export async function attempt<R>(
  size: number,
  fly: () => Promise<readonly R[]>,
  faultOf: (error: unknown) => DatabaseFault | undefined,
): Promise<Ended<R>> {
  for (let tried = 1; ; tried += 1) {
    const startedAt = performance.now();
    try {
      const results = await fly();
      if (results.length !== size) throw new Error(`A flight of ${size} answered ${results.length} results`);
      return { outcome: 'landed', results, tookMs: performance.now() - startedAt };
    } catch (error) {
      const fault = faultOf(error);
      if (fault !== 'contention' || tried >= contentionTries) return { outcome: 'failed', error, fault };
    }
  }
}
