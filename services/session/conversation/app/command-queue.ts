import { createFlights } from '#libs/messaging/index';
import { awaitCopy } from '#libs/platform/database/await-copy';
import { AppError } from '#libs/platform/errors';
import type { NewId } from '#libs/platform/process/ids';
import type { Refusal } from '../domain/refusal';
import { flyCommands, type FlightDeps } from './fly-commands';
import type { CommandAnswer, SessionCommand, CommandDone } from './session-command';
import { createKnowShop, type KnowShop } from '../../copies/app/known-shops';
import { sessionAwaitsAgent } from './read-sessions';

/** Where the hot commands are handed in. */
export interface CommandQueue {
  readonly newId: NewId;
  readonly knowShop: KnowShop;
  /** Flies a command and answers what it did; a refusal is thrown. */
  run(command: SessionCommand): Promise<CommandDone>;
  /** As `run`; but a command that may only be early waits up to 2 s for routing's outcome and flies once more. */
  runPatiently(command: Extract<SessionCommand, { readonly sessionId: string }>): Promise<CommandDone>;
}

const flightLimit = 500;

export function createCommandQueue(deps: FlightDeps): CommandQueue {
  const flights = createFlights<SessionCommand, CommandAnswer>({
    limit: flightLimit,
    fly: flyCommands(deps),
    shopOf: ({ shopId }) => shopId,
    batchingPause: false,
  });
  return {
    newId: deps.newId,
    knowShop: createKnowShop(deps.db),
    run: async (command) => granted(await flights.submit(command)),
    runPatiently: async (command) => {
      const answer = await flights.submit(command);
      if (answer.outcome === 'done' || !answer.mayYetCome) return granted(answer);
      const { shopId, sessionId } = command;
      const decided = await awaitCopy(async () => ((await sessionAwaitsAgent(deps.db, shopId, sessionId)) ? undefined : true));
      return granted(decided === undefined ? answer : await flights.submit(command));
    },
  };
}

function granted(answer: CommandAnswer): CommandDone {
  if (answer.outcome === 'done') return answer;
  throw refusalError(answer);
}

const details: Readonly<Record<Refusal['code'], { readonly field?: string; readonly expected: string }>> = {
  NOT_ASSIGNED: { field: 'sessionId', expected: 'a session that is assigned to you' },
  ILLEGAL_TRANSITION: { field: 'sessionId', expected: 'a session that is ACTIVE' },
  SESSION_NOT_FOUND: { field: 'sessionId', expected: 'the id of a session of this shop' },
  FORBIDDEN: { expected: 'an active account' },
  COMMAND_ID_REUSED: { field: 'commandId', expected: 'a new commandId for a new command' },
};

const refusalError = ({ code, message }: Refusal): AppError => new AppError(code, message, details[code]);
