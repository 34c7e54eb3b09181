import { createFlights, type InboxEvent } from '#libs/messaging/index';
import { isRefusal, type Refusal } from '#libs/platform/errors';
import type { Deps } from '#libs/service/run-service';
import { createOutcomeNotifier, type OutcomeNotifier } from '../../decision/app/outcome-notifier';
import { decisionRow } from '../../decision/store/save-decisions';
import type { InputResult } from './apply-inputs';
import type { Input, ShopCommand } from './input';
import { runFlight, type FlightDeps } from './run-flight';
import { createShopCache } from './shop-cache';

/** The one queue of this process through which everything goes that changes a shop's ownership, load or queue. */
export interface Engine {
  /** Applies events in the order given, each once, and answers those before which numbers are missing. Rejects whole when one cannot be applied. */
  takeEvents(events: readonly InboxEvent[]): Promise<readonly InboxEvent[]>;
  command<A extends object>(command: ShopCommand<A>): Promise<A | Refusal>;
  /** Lets a flight look at the shops: time has passed, or somebody waits who could move. */
  wake(shopIds: readonly string[]): Promise<void>;
  /** Resolves when nothing waits and nothing flies. */
  idle(): Promise<void>;
  readonly outcomes: OutcomeNotifier;
}

const flightLimit = 500;

export function createEngine(deps: Pick<Deps, 'db' | 'outbox' | 'clock' | 'newId' | 'log'>, random: () => number): Engine {
  const outcomes = createOutcomeNotifier();
  const flightDeps: FlightDeps = { ...deps, cache: createShopCache(), random };
  const fly = async (inputs: readonly Input[]): Promise<readonly (InputResult | Refusal)[]> => {
    const { results, decided, unfinished } = await runFlight(flightDeps, inputs);
    outcomes.publish(decided.map(decisionRow));
    if (unfinished.length > 0) void flights.submit({ kind: 'wake', shopIds: unfinished }).catch(() => undefined);
    return results;
  };
  const flights = createFlights<Input, InputResult | Refusal>({ limit: flightLimit, fly });
  return {
    takeEvents: async (events) => {
      const result = await flights.submit({ kind: 'events', events });
      return !isRefusal(result) && result.kind === 'events' ? result.gaps : events;
    },
    command: async <A extends object>(command: ShopCommand<A>) => {
      const result = await flights.submit(command as unknown as ShopCommand<object>);
      if (isRefusal(result)) return result;
      if (result.kind !== 'answer') throw new Error('A command was answered as something else');
      return result.answer as A;
    },
    wake: async (shopIds) => {
      if (shopIds.length > 0) await flights.submit({ kind: 'wake', shopIds });
    },
    idle: () => flights.idle(),
    outcomes,
  };
}
