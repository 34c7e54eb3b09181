import { setTimeout as pause } from 'node:timers/promises';
import { databaseFault } from '#libs/platform/database/database-fault';
import { count, observe, onScrape } from '#libs/platform/telemetry/readings';
import { afterFailure, afterLanding, refuseLate, type Field } from './after-flight';
import { beginShared } from '#libs/platform/telemetry/tracing';
import { attempt, type Ended } from './attempt';
import type { FlightOptions } from './flight-options';
import type { Lane, Passenger } from './lane';
import { createLanes } from './lanes';
import { createSlots } from './slots';
import { createTempo, faultPauseMs } from './tempo';

/** Flights beside the common one at a time, of shops that are suspected and of those that are held up: the database's pool has connections for all. */
const [suspectsAtOnce, heldAtOnce] = [2, 1];
const refuseEveryMs = 100;

/** Runs each lane while somebody waits in it. */
export function flyLanes<C, R>(options: FlightOptions<C, R>) {
  const lanes = createLanes<C, R>(options.shopOf, options.limit);
  const running = new Map<Lane<C, R>, Promise<void>>();
  const slots = { suspects: createSlots(suspectsAtOnce), held: createSlots(heldAtOnce) };
  const start = (lane: Lane<C, R>): void => {
    if (running.has(lane)) return;
    const ended = run(lane).finally(() => {
      running.delete(lane);
      if (lane.queue.length > 0) start(lane);
    });
    running.set(lane, ended);
  };
  let watching: NodeJS.Timeout | undefined;
  const watch = (): void => {
    watching ??= setInterval(() => {
      const held = lanes.beside().filter(({ heldBy }) => heldBy !== undefined);
      held.forEach(refuseLate);
      if (held.every(({ queue }) => queue.length === 0)) watching = void clearInterval(watching);
    }, refuseEveryMs).unref();
  };
  const field: Field<C, R> = { options, lanes, tempo: createTempo(), faultAt: 0, stopped: false, start, watch };
  const run = async (lane: Lane<C, R>): Promise<void> => {
    // One turn of the event loop, so that all requests that arrived together fly together.
    await new Promise(setImmediate);
    while (lane.queue.length > 0) {
      if (field.stopped) return rejectAll(lane);
      if (lane === lanes.common) await flyNext(field, lane);
      else await (lane.heldBy === undefined ? slots.suspects : slots.held)(() => flyNext(field, lane));
      await briefly(faultPauseMs(lane.faults));
    }
  };
  const waiting = (): number =>
    [lanes.common, ...lanes.beside()].reduce((sum, { heldBy, queue }) => sum + (heldBy === undefined ? queue.length : 0), 0);
  const { name } = options;
  const unwatch =
    name === undefined ? undefined : onScrape('jiedai_flights_waiting', () => [{ labels: { flights: name }, value: waiting() }]);
  return {
    submit: (passenger: Passenger<C, R>): void => {
      const lane = lanes.of(passenger);
      lane.queue.push(passenger);
      if (lane.heldBy !== undefined) watch();
      start(lane);
    },
    waiting,
    faultAt: (): number => field.faultAt,
    idle: async (): Promise<void> => {
      while (running.size > 0) await Promise.all(running.values());
    },
    stop: (): void => {
      field.stopped = true;
      unwatch?.();
    },
  };
}

const briefly = (ms: number): Promise<void> => (ms > 0 ? pause(ms, undefined, { ref: false }) : Promise.resolve());

function rejectAll<C, R>({ queue }: Lane<C, R>): void {
  for (const passenger of queue.splice(0)) passenger.reject(new Error('stopped'));
}

async function flyNext<C, R>(field: Field<C, R>, lane: Lane<C, R>): Promise<void> {
  const { options, tempo } = field;
  refuseLate(lane);
  if (lane.queue.length === 0) return;
  const lockMs = tempo.lockMs(lane);
  const batch = lane.queue.splice(0, lane.limit);
  const commands = batch.map(({ command }) => command);
  const { name = 'unnamed', traceOf } = options;
  const span = traceOf && beginShared(`flight of ${name}`, () => commands.map(traceOf), { 'jiedai.flight.size': batch.length });
  const ended = await attempt(batch.length, () => options.fly(commands, { lockMs }), options.faultOf ?? databaseFault);
  span?.end(outcomeOf(ended));
  if (options.name !== undefined) measure(options.name, batch.length, ended);
  if (ended.outcome === 'failed') return afterFailure(field, lane, batch, ended);
  batch.forEach((passenger, index) => passenger.resolve(ended.results[index]!));
  afterLanding(field, lane, ended.tookMs);
}

function measure(flights: string, size: number, ended: Ended<unknown>): void {
  observe('jiedai_flight_size', { flights }, size);
  if (ended.outcome === 'landed') observe('jiedai_flight_seconds', { flights }, ended.tookMs / 1_000);
  count('jiedai_flights_total', { flights, outcome: outcomeOf(ended) ?? 'landed' });
}

/** What a flight failed with. */
const outcomeOf = (ended: Ended<unknown>): string | undefined => (ended.outcome === 'landed' ? undefined : (ended.fault ?? 'failed'));
