import type { CommandKey } from '#libs/platform/database/command-results';

/** Why facts become true, as their events tell it: by whom, because of which command or event, in which trace. */
export interface Cause {
  readonly actor: { readonly kind: 'BUYER' | 'ACCOUNT' | 'CONNECTOR' | 'SYSTEM'; readonly id: string | null };
  readonly causeId: string | null;
  readonly traceparent: string | null;
}

/** What the system does by itself: timers, and what follows from other services' facts. */
export const bySystem = (causeId: string | null, traceparent: string | null): Cause => ({
  actor: { kind: 'SYSTEM', id: null },
  causeId,
  traceparent,
});

export const causeIdOf = (key: CommandKey | null): string | null => key?.commandId ?? null;
