import type { Bearer } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import type { AddressBudget } from './address-budget';

/** Proofs remembered at most; beyond it the memory is emptied, which only counts them once more. */
const remembered = 10_000;

/**
 * Those who have not proved yet who they are, counted by address before anything is looked up for them. Whoever proves it costs nothing, and is known by
 * that proof from then on, so strangers at the same address do not keep it out.
 */
export class Strangers {
  private readonly known = new Set<string>();

  constructor(private readonly budget: AddressBudget) {}

  /** `proof`: the token, say; undefined for none. `find` says who shows it. */
  async admit(address: string, proof: string | undefined, find: () => Promise<Bearer>): Promise<Bearer> {
    if (proof !== undefined && this.known.has(proof)) return this.still(proof, find);
    this.budget.take(address);
    try {
      const bearer = await find();
      this.remember(proof);
      this.budget.giveBack(address);
      return bearer;
    } catch (error) {
      // A service that is away is nobody's fault.
      if (!isRefused(error)) this.budget.giveBack(address);
      throw error;
    }
  }

  private async still(proof: string, find: () => Promise<Bearer>): Promise<Bearer> {
    try {
      return await find();
    } catch (error) {
      if (isRefused(error)) this.known.delete(proof);
      throw error;
    }
  }

  private remember(proof: string | undefined): void {
    if (proof === undefined) return;
    if (this.known.size >= remembered) this.known.clear();
    this.known.add(proof);
  }
}

const isRefused = (error: unknown): boolean => error instanceof AppError && error.code === 'UNAUTHENTICATED';
