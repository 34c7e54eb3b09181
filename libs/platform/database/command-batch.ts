import { isRefusal, refuse, type Refusal } from '../errors';
import { claimCommands, commandName, releaseCommands, settleCommands, type CommandKey } from './command-results';
import type { Tx } from './database';

/** What a flight does with one of its commands, by its id. `S` is what was stored of the first answer. */
export type Ticket<S> =
  | { readonly kind: 'run' }
  /** Done in an earlier flight under this id. */
  | { readonly kind: 'repeat'; readonly stored: S }
  /** The same command stands earlier in this flight. */
  | { readonly kind: 'follow'; readonly index: number }
  | { readonly kind: 'reused' };

/** One ticket per command; ids are claimed in one or two statements, none when nobody brings one (INV-3). */
export async function claimBatch<S>(tx: Tx, keys: readonly (CommandKey | null)[]): Promise<Ticket<S>[]> {
  const first = new Map<string, number>();
  keys.forEach((key, index) => {
    if (key && !first.has(commandName(key))) first.set(commandName(key), index);
  });
  const indexes = [...first.values()];
  const claims = await claimCommands(
    tx,
    indexes.map((index) => keys[index]!),
  );
  const claimAt = new Map(indexes.map((index, position) => [index, claims[position]]));
  return keys.map((key, index): Ticket<S> => {
    if (key === null) return { kind: 'run' };
    const leader = first.get(commandName(key)) ?? index;
    if (leader !== index) return keys[leader]?.fingerprint === key.fingerprint ? { kind: 'follow', index: leader } : { kind: 'reused' };
    const claim = claimAt.get(index);
    if (claim?.kind === 'reused') return { kind: 'reused' };
    return claim?.kind === 'done' ? { kind: 'repeat', stored: claim.result as S } : { kind: 'run' };
  });
}

interface Answering<S, A> {
  /** Decides the command at this index; called in order, for tickets of kind `run` only. */
  readonly run: (index: number) => A | Refusal;
  /** The first answer again, from what was stored of it. */
  readonly repeat: (stored: S) => A | Refusal;
}

/** Answers a flight's commands in order: each is run, repeated or refused by its ticket. */
export function answerBatch<S, A>(tickets: readonly Ticket<S>[], { run, repeat }: Answering<S, A>): (A | Refusal)[] {
  const answers: (A | Refusal)[] = [];
  tickets.forEach((ticket, index) => answers.push(answerOf(ticket, index)));
  return answers;

  function answerOf(ticket: Ticket<S>, index: number): A | Refusal {
    switch (ticket.kind) {
      case 'run':
        return run(index);
      case 'repeat':
        return repeat(ticket.stored);
      case 'follow':
        return answers[ticket.index]!;
      case 'reused':
        return refuse('COMMAND_ID_REUSED', 'This commandId was used before with another input.', {
          field: 'commandId',
          expected: 'a new commandId for a new command',
        });
      default:
        return ticket satisfies never;
    }
  }
}

/** Stores what is kept of the answers; a refused command leaves its id unused, since it may be right a moment later. */
export function settleBatch<S, A>(
  tx: Tx,
  keys: readonly (CommandKey | null)[],
  tickets: readonly Ticket<S>[],
  answers: readonly (A | Refusal)[],
  toStored: (answer: A) => S,
): void {
  const done: { key: CommandKey; result: S }[] = [];
  const refused: CommandKey[] = [];
  keys.forEach((key, index) => {
    if (key === null || tickets[index]?.kind !== 'run') return;
    const answer = answers[index]!;
    if (isRefusal(answer)) refused.push(key);
    else done.push({ key, result: toStored(answer) });
  });
  settleCommands(tx, done);
  releaseCommands(tx, refused);
}
