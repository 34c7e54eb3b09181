/** An expected "no", as a value: it refuses one command of a flight and leaves the others alone. */
export interface Refusal {
  readonly outcome: 'refused';
  readonly code: 'NOT_ASSIGNED' | 'ILLEGAL_TRANSITION' | 'SESSION_NOT_FOUND' | 'FORBIDDEN' | 'COMMAND_ID_REUSED';
  readonly message: string;
  /** The command may come too early: routing's outcome may still be on its way. */
  readonly mayYetCome: boolean;
}

export const refuse = (code: Refusal['code'], message: string, mayYetCome = false): Refusal => ({
  outcome: 'refused',
  code,
  message,
  mayYetCome,
});

export const unknownSession = (): Refusal => refuse('SESSION_NOT_FOUND', 'No such session in this shop.');
