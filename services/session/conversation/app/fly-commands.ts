import type { FlightTerms } from '#libs/messaging/index';
import { appendAudit } from '#libs/platform/audit/audit';
import { answerBatch, claimBatch, settleBatch } from '#libs/platform/database/command-batch';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { decideCommand } from './decide-command';
import { loadFlight, type LoadedFlight } from './load-flight';
import { saveWorkingSet } from './save-working-set';
import { toStored, type CommandAnswer, type CommandDone, type SessionCommand, type StoredAnswer } from './session-command';

export type FlightDeps = Pick<Deps, 'db' | 'outbox' | 'clock' | 'newId'>;

/**
 * Flies the commands of all shops in one transaction, each decided on the state its predecessors have left: one answer per command,
 * a refusal touching nobody else. Five statements for first messages, however many there are, in three trips to the database: lock and read, write, commit.
 */
export const flyCommands =
  (deps: FlightDeps) =>
  (commands: readonly SessionCommand[], { lockMs }: FlightTerms): Promise<CommandAnswer[]> =>
    deps.db
      .transaction([...new Set(commands.map((command) => command.shopId))], (tx) => fly(tx, deps, commands), { lockMs })
      .catch((error: unknown) => {
        throw openedMeanwhile(error) ? new FlyAgain('Two processes opened a session of one buyer', { cause: error }) : error;
      });

async function fly(tx: Tx, deps: FlightDeps, commands: readonly SessionCommand[]): Promise<CommandAnswer[]> {
  const keys = commands.map(({ key }) => key);
  const tickets = await claimBatch<StoredAnswer>(tx, keys);
  const flight = await loadFlight(tx, commands, tickets, deps.newId);
  const now = deps.clock.now();
  const answers = answerBatch<StoredAnswer, CommandDone>(tickets, {
    run: (index) => decideCommand(flight, commands[index]!, now),
    repeat: (stored) => repeatAnswer(flight, stored),
  });
  settleBatch(tx, keys, tickets, answers, toStored);
  appendAudit(tx, flight.lines);
  await saveWorkingSet(tx, deps.outbox, flight.set, now);
  return answers;
}

/** The first answer again: the same session and message, the session as it is by now. */
function repeatAnswer({ set, repeated }: LoadedFlight, stored: StoredAnswer): CommandDone {
  const session = stored.sessionId === null ? null : set.session(stored.sessionId);
  const message = repeated.find((each) => each.sessionId === stored.sessionId && each.ordinal === stored.ordinal) ?? null;
  return { outcome: 'done', session, buyer: session && set.buyer(session.buyerId), message, unanswered: stored.unanswered };
}

/** The buyer's lock keeps this from happening; the indexes beneath it would notice. Flown again, the command finds what the other has done. */
class FlyAgain extends Error {
  readonly code = '40001';
}

const openedMeanwhile = (error: unknown): boolean => {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string };
  return code === '23505' && (constraint === 'message_of_channel' || constraint === 'session_open');
};
