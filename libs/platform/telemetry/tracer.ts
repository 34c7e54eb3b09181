/** What is done as a part of a trace. */
export interface Span {
  /** What goes along to whoever does a part of it. */
  readonly traceparent: string;
  /** `outcome`: the code it failed with. */
  end(outcome?: string): void;
}

export interface SpanTerms {
  readonly kind: 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER' | 'INTERNAL';
  readonly parent: string;
  /** Its trace begins with it: `parent` only names the trace. */
  readonly isRoot?: boolean;
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** What else it is done for. */
  readonly links?: readonly string[];
}

export interface Tracer {
  begin(name: string, terms: SpanTerms): Span;
  /** Sends what has ended. */
  stop(): Promise<void>;
}
