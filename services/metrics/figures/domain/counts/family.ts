import type { CountedSession } from '../counted-session';
import type { Tally } from '../tally';

/** Takes down what a session adds to some measures. Only sessions that a buyer opened are asked for (MET-8, RES-75). */
export type Count = (session: CountedSession, tally: Tally) => void;
