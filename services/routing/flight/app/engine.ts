import { createFlights, type InboxEvent } from '#libs/messaging/index';
import type { Deps } from '#libs/service/run-service';
import { routedViewOf } from '../../decision/store/read-routed';
import type { CommandAnswer } from './flight-commands';
import type { InputResult } from './apply-inputs';
import { fly, type FlightDeps } from './fly';
import type { AgentCommand, Input } from './input';
import { createOutcomeBoard, type OutcomeBoard } from '../../decision/app/outcome-notifier';
import { createShopCopies } from './shop-cache';

/** The one queue of this process through which everything goes that changes a shop's ownership, load or queue. */
export interface Engine {
  /** Applies events in the order given, each once, and answers those before which numbers are missing. Rejects whole when one cannot be applied. */
  takeEvents(events: readonly InboxEvent[]): Promise<readonly InboxEvent[]>;
  command(command: AgentCommand): Promise<CommandAnswer>;
  /** Lets a flight look at the shops: time has passed, or somebody waits beside a free agent. */
  wake(shopIds: readonly string[]): Promise<void>;
  /** Resolves when nothing waits and nothing flies. */
  idle(): Promise<void>;
  readonly board: OutcomeBoard;
}

const flightLimit = 500;

export function createEngine(deps: Pick<Deps, 'db' | 'outbox' | 'clock' | 'newId' | 'log'>, random: () => number): Engine {
  const board = createOutcomeBoard();
  const flightDeps: FlightDeps = { ...deps, copies: createShopCopies(), random };
  const flyOnce = async (inputs: readonly Input[]): Promise<readonly InputResult[]> => {
    const { results, decided, unfinished } = await fly(flightDeps, inputs);
    board.publish(decided.map(routedViewOf));
    if (unfinished.length > 0) void flights.submit({ kind: 'wake', shopIds: unfinished }).catch(() => undefined);
    return results;
  };
  const flights = createFlights<Input, InputResult>({ limit: flightLimit, fly: flyOnce });
  return {
    takeEvents: async (events) => {
      const result = await flights.submit({ kind: 'events', events });
      return result.kind === 'events' ? result.gaps : events;
    },
    command: async (command) => {
      const result = await flights.submit(command);
      if (result.kind !== 'command') throw new Error('A command was answered as something else');
      return result.answer;
    },
    wake: async (shopIds) => {
      if (shopIds.length > 0) await flights.submit({ kind: 'wake', shopIds });
    },
    idle: () => flights.idle(),
    board,
  };
}
