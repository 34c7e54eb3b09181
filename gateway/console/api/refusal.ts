/** What the gateway refuses, or could not do, as its errors say it. */
export interface RefusalParts {
  readonly code: string;
  readonly message: string;
  readonly field?: string | undefined;
  /** What would be right. */
  readonly expected?: string | undefined;
  readonly permission?: string | undefined;
  readonly grantedBy?: readonly string[] | undefined;
  readonly takenBy?: { readonly id: string } | string | undefined;
  readonly retryable: boolean;
  readonly requestId?: string | undefined;
}

export class Refusal extends Error {
  constructor(readonly parts: RefusalParts) {
    super(parts.message);
  }

  get code(): string {
    return this.parts.code;
  }
}

interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Partial<Omit<RefusalParts, 'message'>>;
}

export const refusalOf = ({ message, extensions = {} }: GraphError): Refusal =>
  new Refusal({ ...extensions, message, code: extensions.code ?? 'INTERNAL_SERVER_ERROR', retryable: extensions.retryable ?? false });

/** Nobody answers: no network, or no gateway. */
export const unreachable = (): Refusal => new Refusal({ code: 'UNREACHABLE', message: 'The server does not answer.', retryable: true });

/** The part of an answer that could not be read, by the name of its root field and what is below it. */
export interface MissingPart {
  readonly path: string;
  readonly refusal: Refusal;
}

export const missingPart = (error: GraphError): MissingPart => ({ path: (error.path ?? []).join('.'), refusal: refusalOf(error) });
