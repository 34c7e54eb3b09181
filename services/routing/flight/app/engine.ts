import { createFlights, setAside, type EventFlights, type FlightTerms, type InboxEvent } from '#libs/messaging/index';
import type { Deps } from '#libs/service/run-service';
import { routedViewOf } from '../../decision/store/read-routed';
import type { CommandAnswer } from './flight-commands';
import type { InputResult } from './apply-inputs';
import { fly, type FlightDeps } from './fly';
import { shopsOf, type AgentCommand, type Input } from './input';
import { createOutcomeBoard, type OutcomeBoard } from '../../decision/app/outcome-notifier';
import { createShopCopies } from './shop-cache';

/** The one queue of this process through which everything goes that changes a shop's ownership, load or queue. */
export interface Engine {
  /** Where events fly, among the commands: each is applied once, or parked when it cannot be. */
  readonly events: EventFlights;
  /** Lets events fly in the order given, and answers those before which numbers are missing. */
  takeEvents(events: readonly InboxEvent[]): Promise<readonly InboxEvent[]>;
  command(command: AgentCommand): Promise<CommandAnswer>;
  /** Lets a flight look at the shops: time has passed, or somebody waits beside a free agent. */
  wake(shopIds: readonly string[]): Promise<void>;
  /** Resolves when nothing waits and nothing flies. */
  idle(): Promise<void>;
  readonly board: OutcomeBoard;
}

const flightLimit = 500;

/** How long an input waits while its shop is held up: an event until it is done, a client 2 s; what wakes a shop comes again. */
const patience: Readonly<Record<Input['kind'], number>> = { events: Infinity, 'set-presence': 2_000, 'set-capacity': 2_000, wake: 0 };

export function createEngine(deps: Pick<Deps, 'db' | 'outbox' | 'clock' | 'newId' | 'log'>, random: () => number): Engine {
  const board = createOutcomeBoard();
  const flightDeps: FlightDeps = { ...deps, copies: createShopCopies(), random };
  const flyOnce = async (inputs: readonly Input[], terms: FlightTerms): Promise<readonly InputResult[]> => {
    const { results, decided, unfinished } = await fly(flightDeps, inputs, terms);
    board.publish(decided.map(routedViewOf));
    wake(unfinished).catch(() => undefined);
    return results;
  };
  const flights = createFlights<Input, InputResult>({
    limit: flightLimit,
    fly: flyOnce,
    shopOf: (input) => shopsOf(input)[0]!,
    patienceMs: (input) => patience[input.kind],
    instead: (input, error) => (input.kind === 'events' ? parked(input, error, deps.log) : undefined),
    log: deps.log,
  });
  const wake = async (shopIds: readonly string[]): Promise<void> => {
    await Promise.all(shopIds.map((shopId) => flights.submit({ kind: 'wake', shopIds: [shopId] })));
  };
  const take = (event: InboxEvent): Promise<InputResult> => flights.submit({ kind: 'events', events: [event] });
  return {
    events: { ...flights, submit: take },
    takeEvents: async (events) => (await Promise.all(events.map(take))).flatMap((result) => (result.kind === 'events' ? result.gaps : [])),
    command: async (command) => {
      const result = await flights.submit(command);
      if (result.kind !== 'command') throw new Error('A command was answered as something else');
      return result.answer;
    },
    wake,
    idle: () => flights.idle(),
    board,
  };
}

function parked(input: Extract<Input, { kind: 'events' }>, error: unknown, log: Deps['log']): Input {
  const [event] = input.events;
  const aside = setAside(event!, error, log);
  return aside === event ? input : { kind: 'events', events: [aside] };
}
