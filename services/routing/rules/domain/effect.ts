import type { CrowdsOff } from './crowds-in-force';

/** Why something that was set up does not act. */
export type NotEffective =
  CrowdsOff | 'NO_GROUPS' | 'NO_MEMBERS' | 'EMPTY_LIST' | 'NO_ROUTING' | 'NOT_SERVING' | 'NO_OFFERS' | 'NO_QUEUE' | 'NO_ROSTER';

export interface Effect {
  readonly effective: boolean;
  readonly reason: NotEffective | null;
}

export const acts: Effect = { effective: true, reason: null };
export const not = (reason: NotEffective): Effect => ({ effective: false, reason });

/** Of several it is enough that one acts; else why the first does not; of none that nothing is set. */
export const anyOf = (effects: readonly Effect[]): Effect =>
  effects.find(({ effective }) => effective) ?? effects[0] ?? not('SWITCHED_OFF');
