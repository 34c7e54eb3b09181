import { createFlights, setAside, type EventFlights, type EventOutcome, type FlightTerms, type InboxEvent } from '#libs/messaging/index';
import { isRefusal, type Refusal } from '#libs/platform/errors';
import type { Deps } from '#libs/service/run-service';
import { createOutcomeNotifier, type OutcomeNotifier } from '../../decision/app/outcome-notifier';
import type { DecisionRow } from '../../decision/store/decision-table';
import { decisionRow } from '../../decision/store/save-decisions';
import type { InputResult } from './apply-inputs';
import { shopOf, traceOf, type Input, type ShopCommand } from './input';
import { runFlight, type FlightDeps } from './run-flight';
import { createShopCache } from './shop-cache';

/** The one queue of this process through which everything goes that changes a shop's ownership, load or queue. */
export interface Engine {
  /** Where events fly, among the commands: each is applied once, or parked when it cannot be. */
  readonly events: EventFlights;
  /** Lets events fly in the order given, and answers those before which numbers are missing. */
  takeEvents(events: readonly InboxEvent[]): Promise<readonly InboxEvent[]>;
  command<A extends object>(command: ShopCommand<A>): Promise<A | Refusal>;
  /** Lets a flight look at the shops: time has passed, or somebody waits who could move. */
  wake(shopIds: readonly string[]): Promise<void>;
  /** Resolves when nothing waits and nothing flies. */
  idle(): Promise<void>;
  readonly outcomes: OutcomeNotifier;
  /** Calls `heard` with what each flight of this process has decided, until the returned function is called. */
  onDecided(heard: (decided: readonly DecisionRow[]) => void): () => void;
}

const flightLimit = 500;

/** How long an input waits while its shop is held up: an event until it is done, a client 2 s; what wakes a shop comes again. */
const patience: Readonly<Record<Input['kind'], number>> = { event: Infinity, command: 2_000, wake: 0 };

/** `limited`: the features that only shops on their list have. */
export function createEngine(
  deps: Pick<Deps, 'db' | 'outbox' | 'clock' | 'newId' | 'log'>,
  random: () => number,
  limited: readonly string[] = [],
): Engine {
  const outcomes = createOutcomeNotifier();
  const listeners = new Set<(decided: readonly DecisionRow[]) => void>();
  const flightDeps: FlightDeps = { ...deps, cache: createShopCache(), random, limited };
  const fly = async (inputs: readonly Input[], terms: FlightTerms): Promise<readonly (InputResult | Refusal)[]> => {
    const { results, decided, unfinished } = await runFlight(flightDeps, inputs, terms);
    const rows = decided.map(decisionRow);
    outcomes.publish(rows);
    if (rows.length > 0) listeners.forEach((heard) => heard(rows));
    wake(unfinished).catch(() => undefined);
    return results;
  };
  const flights = createFlights<Input, InputResult | Refusal>({
    name: 'routing',
    limit: flightLimit,
    fly,
    shopOf,
    traceOf,
    patienceMs: ({ kind }) => patience[kind],
    instead: (input, error) => parkedInstead(input, error, deps.log),
    log: deps.log,
  });
  const wake = async (shopIds: readonly string[]): Promise<void> => {
    await Promise.all(shopIds.map((shopId) => flights.submit({ kind: 'wake', shopId })));
  };
  const submitEvent = async (event: InboxEvent): Promise<EventOutcome> => {
    const result = await flights.submit({ kind: 'event', event });
    if (isRefusal(result) || result.kind !== 'event') throw new Error('An event was answered as something else');
    return result.outcome;
  };
  return {
    events: { ...flights, submit: submitEvent },
    takeEvents: async (events) => {
      const outcomes = await Promise.all(events.map(submitEvent));
      return events.filter((_, index) => outcomes[index] === 'gap');
    },
    command: async <A extends object>(command: ShopCommand<A>) => {
      const result = await flights.submit(command as unknown as ShopCommand<object>);
      if (isRefusal(result)) return result;
      if (result.kind !== 'answer') throw new Error('A command was answered as something else');
      return result.answer as A;
    },
    wake,
    idle: () => flights.idle(),
    outcomes,
    onDecided: (heard) => {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
  };
}

/** An event that cannot be applied flies again to be parked; a command is refused. */
function parkedInstead(input: Input, error: unknown, log: Deps['log']): Input | undefined {
  if (input.kind !== 'event') return undefined;
  const event = setAside(input.event, error, log);
  return event === input.event ? input : { ...input, event };
}
