import type { Route } from '../route';
import type { RouteRequest } from '../route-request';
import type { RouteView } from '../route-view';

/** A source of numbers in [0, 1). */
export type Random = () => number;

/** One question of the decision order: the answer, or undefined to ask the next one. */
export type Step = (view: RouteView, request: RouteRequest, random: Random) => Route | undefined;
