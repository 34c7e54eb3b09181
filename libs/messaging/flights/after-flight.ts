import { AppError, serviceUnavailable } from '#libs/platform/errors';
import type { Ended } from './attempt';
import type { FlightOptions } from './flight-options';
import { judgeFailure } from './judge-failure';
import type { Lane, Passenger } from './lane';
import type { Lanes } from './lanes';
import type { Tempo } from './tempo';

/** What flights of one kind share. */
export interface Field<C, R> {
  readonly options: FlightOptions<C, R>;
  readonly lanes: Lanes<C, R>;
  readonly tempo: Tempo;
  faultAt: number;
  stopped: boolean;
  /** Lets a lane fly if somebody waits in it. */
  start(lane: Lane<C, R>): void;
  /** From now on those whose patience ends in a lane that is held up are refused in time. */
  watch(): void;
}

/** A flight of a lane has landed: one beside the common lane rejoins it, unless its shop still waits long for its locks or the command at fault is still among the others. */
export function afterLanding<C, R>({ options, lanes, tempo, start }: Field<C, R>, lane: Lane<C, R>, tookMs: number): void {
  lane.faults = 0;
  lane.limit = Math.min(lane.limit * 2, options.limit);
  if (lane === lanes.common) {
    lane.heldBy = undefined;
    return tempo.landed(tookMs);
  }
  const quick = lane.heldBy === undefined || tookMs < tempo.sharedLockMs();
  if (!quick || (lane.limit < options.limit && lane.queue.length > 0)) return;
  lanes.rejoin(lane);
  start(lanes.common);
}

/** A flight has failed: whoever is at fault bears it, the others fly again in their order. */
export function afterFailure<C, R>(
  field: Field<C, R>,
  lane: Lane<C, R>,
  batch: readonly Passenger<C, R>[],
  { error, fault }: Extract<Ended<R>, { outcome: 'failed' }>,
): void {
  const { options, lanes, start } = field;
  if (fault !== undefined) field.faultAt = performance.now();
  const shops = options.shopOf ? [...new Set(batch.map(({ command }) => options.shopOf!(command)))] : [];
  const judgement = judgeFailure({ fault, size: batch.length, shops: shops.length, alone: lane.shops?.length === 1 });
  for (const passenger of batch) passenger.tried = true;
  lane.queue.unshift(...(judgement === 'refuse' ? batch.filter((passenger) => !refuse(passenger, error)) : batch));
  switch (judgement) {
    case 'refuse':
      return waitForReturn(field, lane, error);
    case 'part':
      return lanes.part(lane, shops).forEach(start);
    case 'halve':
      lane.limit = Math.ceil(batch.length / 2);
      return;
    case 'replace':
      return replaceFirst(field, lane, error);
    case 'hold':
      return hold(field, lane, error);
    default:
      return judgement satisfies never;
  }
}

/** Nothing can be had: those who are left wait, a little longer each time. */
function waitForReturn<C, R>({ options }: Field<C, R>, lane: Lane<C, R>, error: unknown): void {
  if (lane.queue.length === 0) return;
  if (lane.faults === 0)
    options.log?.warn({ err: error, waiting: lane.queue.length }, 'what must be done cannot be done at the moment and is tried again');
  lane.faults += 1;
}

/** Refuses a passenger that may be refused; answers whether it was. */
function refuse<C, R>(passenger: Passenger<C, R>, error: unknown): boolean {
  if (passenger.until === Infinity) return false;
  passenger.reject(error instanceof AppError ? error : serviceUnavailable('The database', error));
  return true;
}

/** The first of a lane fails by itself. */
function replaceFirst<C, R>({ options }: Field<C, R>, lane: Lane<C, R>, error: unknown): void {
  const [passenger] = lane.queue;
  const instead = options.instead?.(passenger!.command, error);
  if (instead === undefined) return lane.queue.shift()?.reject(error);
  if (instead === passenger!.command) lane.faults += 1;
  passenger!.command = instead;
}

/** A shop alone is held up: it tries again until its commands' patience ends. */
function hold<C, R>(field: Field<C, R>, lane: Lane<C, R>, error: unknown): void {
  if (lane.heldBy === undefined)
    field.options.log?.warn({ err: error, shopId: lane.shops?.[0] }, 'a shop is held up; its work waits beside that of the others');
  lane.heldBy = error;
  lane.faults += 1;
  field.watch();
}

/** Refuses those whose patience has ended in a lane that is held up. */
export function refuseLate<C, R>(lane: Lane<C, R>): void {
  if (lane.heldBy === undefined) return;
  const now = performance.now();
  lane.queue = lane.queue.filter(
    (passenger) => now < (passenger.tried ? passenger.until : passenger.untriedUntil) || !refuse(passenger, lane.heldBy),
  );
}
