import type { StarvationReason } from './starvation-reason';

/** A finding as managers are told of it. */
export interface StarvationSeen {
  readonly pool: string;
  readonly agentId: string;
  readonly reason: StarvationReason;
  readonly foundAt: Date;
  /** Whether the buyer still waits. */
  readonly lasts: boolean;
}
