import type { FlightTerms } from '#libs/messaging/index';
import { releaseCommands, settleCommands } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { refuse } from '../domain/refusal';
import { claimFlight, type Ticket } from './claim-flight';
import { decideCommand } from './decide-command';
import { toStored, type CommandAnswer, type SessionCommand, type StoredAnswer } from './session-command';
import { loadFlight, type LoadedFlight } from './load-flight';
import { saveWorkingSet } from './save-working-set';

export type FlightDeps = Pick<Deps, 'db' | 'outbox' | 'clock' | 'newId'>;

/**
 * Flies the hot commands of all shops in one transaction, each decided on the state its predecessors have left: one answer per command,
 * a refusal touching nobody else. Five statements for first messages, however many there are, in three trips to the database: lock and read, write, commit.
 */
export const flyCommands =
  (deps: FlightDeps) =>
  (commands: readonly SessionCommand[], { lockMs }: FlightTerms): Promise<CommandAnswer[]> =>
    deps.db
      .transaction([...new Set(commands.map((command) => command.shopId))], (tx) => fly(tx, deps, commands), { lockMs })
      .catch((error: unknown) => {
        throw deliveredMeanwhile(error)
          ? new FlyAgain('The channel delivered a message to two processes at once', { cause: error })
          : error;
      });

async function fly(tx: Tx, deps: FlightDeps, commands: readonly SessionCommand[]): Promise<CommandAnswer[]> {
  const tickets = await claimFlight(tx, commands);
  const flight = await loadFlight(tx, commands, tickets, deps.newId);
  const now = deps.clock.now();
  const answers: CommandAnswer[] = [];
  commands.forEach((command, seat) => answers.push(answerOf({ flight, command, ticket: tickets[seat]!, answers, now })));
  settle(tx, commands, tickets, answers);
  await saveWorkingSet(tx, deps.outbox, flight.set, now);
  return answers;
}

interface Seat {
  readonly flight: LoadedFlight;
  readonly command: SessionCommand;
  readonly ticket: Ticket;
  readonly answers: readonly CommandAnswer[];
  readonly now: Date;
}

function answerOf({ flight, command, ticket, answers, now }: Seat): CommandAnswer {
  switch (ticket.kind) {
    case 'run':
      return decideCommand(flight, command, now);
    case 'repeat':
      return repeatAnswer(flight, ticket.stored);
    case 'follow':
      return answers[ticket.seat]!;
    case 'reused':
      return refuse('COMMAND_ID_REUSED', 'This commandId was used before with another input.');
    default:
      return ticket satisfies never;
  }
}

/** The first answer again: the same session and message, the session as it is by now. */
function repeatAnswer({ set, repeated }: LoadedFlight, stored: StoredAnswer): CommandAnswer {
  const session = stored.sessionId === null ? null : set.session(stored.sessionId);
  const message = repeated.find((each) => each.sessionId === stored.sessionId && each.ordinal === stored.ordinal) ?? null;
  return { outcome: 'done', session, buyer: session && set.buyer(session.buyerId), message, unanswered: stored.unanswered };
}

function settle(tx: Tx, commands: readonly SessionCommand[], tickets: readonly Ticket[], answers: readonly CommandAnswer[]): void {
  const claimed = commands.flatMap(({ key }, seat) =>
    key !== null && tickets[seat]?.kind === 'run' ? [{ key, answer: answers[seat]! }] : [],
  );
  settleCommands(
    tx,
    claimed.flatMap(({ key, answer }) => (answer.outcome === 'done' ? [{ key, result: toStored(answer) }] : [])),
  );
  releaseCommands(
    tx,
    claimed.flatMap(({ key, answer }) => (answer.outcome === 'refused' ? [key] : [])),
  );
}

/** The flight met another process's delivery of the same channel message: flown again, it finds it stored. */
class FlyAgain extends Error {
  readonly code = '40001';
}

const deliveredMeanwhile = (error: unknown): boolean => {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string };
  return code === '23505' && (constraint === 'message_of_channel' || constraint === 'session_open');
};
