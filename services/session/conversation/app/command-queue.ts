import { createFlights } from '#libs/messaging/index';
import { granted } from '#libs/platform/errors';
import { flyCommands, type FlightDeps } from './fly-commands';
import type { OutcomeNotifier } from './outcome-notifier';
import type { CommandAnswer, CommandDone, SessionCommand } from './session-command';

/** Where commands wait for the next flight. */
export interface CommandQueue {
  /** Answers what the command did; a refusal is thrown. */
  submit(command: SessionCommand): Promise<CommandDone>;
  /** As `submit`; but a command that may only be early waits up to 2 s for routing's outcome and flies once more. */
  submitPatiently(command: Extract<SessionCommand, { readonly sessionId: string }>): Promise<CommandDone>;
}

const flightLimit = 500;
const patienceMs = 2_000;

export function createCommandQueue(deps: FlightDeps, outcomes: OutcomeNotifier): CommandQueue {
  const flights = createFlights<SessionCommand, CommandAnswer>({
    name: 'commands',
    limit: flightLimit,
    fly: flyCommands(deps),
    shopOf: ({ shopId }) => shopId,
    traceOf: ({ trigger }) => trigger.traceparent,
  });
  return {
    submit: async (command) => granted<CommandDone>(await flights.submit(command)),
    submitPatiently: async (command) => {
      const answer = await flights.submit(command);
      if (!('mayYetCome' in answer) || !answer.mayYetCome) return granted<CommandDone>(answer);
      const { shopId, sessionId } = command;
      const assigned = await outcomes.wait({ shopId, sessionId, until: 'ASSIGNED' }, patienceMs);
      return granted<CommandDone>(assigned ? await flights.submit(command) : answer);
    },
  };
}
