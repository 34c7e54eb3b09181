import { newLane, partsOf, type Lane, type Passenger } from './lane';

/** Which lane each shop's commands wait in: the common one, or one beside it. */
export interface Lanes<C, R> {
  readonly common: Lane<C, R>;
  of(passenger: Passenger<C, R>): Lane<C, R>;
  /** The lanes beside the common one. */
  beside(): readonly Lane<C, R>[];
  /** Gives these shops of a lane new lanes, in groups; the lane's other shops fly with the common one. Answers all lanes that have somebody waiting. */
  part(lane: Lane<C, R>, shops: readonly string[]): readonly Lane<C, R>[];
  /** Lets a lane's shops fly with the others again. */
  rejoin(lane: Lane<C, R>): void;
}

/** Whoever waits is always in the lane of its shop, in the order it came. */
export function createLanes<C, R>(shopOf: ((command: C) => string) | undefined, limit: number): Lanes<C, R> {
  const common = newLane<C, R>(null, limit);
  const byShop = new Map<string, Lane<C, R>>();
  const of = ({ command }: Passenger<C, R>): Lane<C, R> => (shopOf && byShop.get(shopOf(command))) ?? common;
  const leave = (lane: Lane<C, R>): Passenger<C, R>[] => {
    for (const shop of lane.shops ?? []) byShop.delete(shop);
    return lane.queue.splice(0);
  };
  return {
    common,
    of,
    beside: () => [...new Set(byShop.values())],
    part: (lane, shops) => {
      const waiting = leave(lane);
      for (const group of partsOf(shops)) {
        const part = newLane<C, R>(group, limit);
        for (const shop of group) byShop.set(shop, part);
      }
      // What comes from a lane was handed in before whatever of its shops waits in the common one: nothing does.
      for (const passenger of waiting) of(passenger).queue.push(passenger);
      return [common, ...new Set(byShop.values())].filter(({ queue }) => queue.length > 0);
    },
    rejoin: (lane) => {
      common.queue.unshift(...leave(lane));
    },
  };
}
