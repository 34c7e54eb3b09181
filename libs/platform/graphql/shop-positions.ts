import type { Positions, Topic } from '#libs/contracts/index';

/** What a service knows of how far streams of a shop are. */
export interface ShopPositions {
  /** Resolves when the service has applied the shop's streams so far, or when that has taken too long: then with the streams that it lacks. */
  reach(shopId: string, atLeast: Positions): Promise<readonly Topic[]>;
  /** How far the service's own streams of the shop are numbered, all committed. */
  heads(shopId: string): Promise<Positions>;
  /** The last numbers that this process gave the shop's streams; a command's own are among them when it is answered. */
  written(shopId: string): Positions | undefined;
}

/** What stands beside an answer, in its `extensions`. */
export interface AnswerExtensions {
  /** Of a mutation: the numbers it took, or later ones. Where positions were asked for: how far the service's streams were before the answer. */
  readonly positions?: Positions;
  /** Streams of which the answer knows less than was asked for. */
  readonly behind?: readonly Topic[];
}
