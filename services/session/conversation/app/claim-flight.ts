import { claimCommands, commandName } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import type { SessionCommand, StoredAnswer } from './session-command';

/** What a flight does with one of its commands. */
export type Ticket =
  | { readonly kind: 'run' }
  /** Done in an earlier flight under this commandId. */
  | { readonly kind: 'repeat'; readonly stored: StoredAnswer }
  /** The same commandId flies already, at this seat. */
  | { readonly kind: 'follow'; readonly seat: number }
  | { readonly kind: 'reused' };

/** One ticket per command; ids are claimed in one or two statements, none when nobody brings one (INV-3). */
export async function claimFlight(tx: Tx, commands: readonly SessionCommand[]): Promise<Ticket[]> {
  const first = new Map<string, number>();
  commands.forEach(({ key }, seat) => {
    if (key && !first.has(commandName(key))) first.set(commandName(key), seat);
  });
  const seats = [...first.values()];
  const claims = await claimCommands(
    tx,
    seats.flatMap((seat) => commands[seat]?.key ?? []),
  );
  const claimAt = new Map(seats.map((seat, index) => [seat, claims[index]]));
  return commands.map(({ key }, seat): Ticket => {
    if (key === null) return { kind: 'run' };
    const leader = first.get(commandName(key)) ?? seat;
    if (leader !== seat)
      return commands[leader]?.key?.fingerprint === key.fingerprint ? { kind: 'follow', seat: leader } : { kind: 'reused' };
    const claim = claimAt.get(seat);
    if (claim?.kind === 'reused') return { kind: 'reused' };
    return claim?.kind === 'done' ? { kind: 'repeat', stored: claim.result as StoredAnswer } : { kind: 'run' };
  });
}
