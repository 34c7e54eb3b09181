import type { Log } from '../process/log';

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

let tracer: Tracer | undefined;

/** Traces from now on what this process does. Without this nothing of OpenTelemetry is loaded. Answers how to end it. */
export async function startTracing(service: string, log: Log): Promise<() => Promise<void>> {
  const { createTracer } = await import('#libs/platform/telemetry/otlp-tracer');
  const started = createTracer(service, log);
  tracer = started;
  return () => {
    tracer = undefined;
    return started.stop();
  };
}

/** A span from now on; undefined where nobody traces, or for what is part of no trace. */
export function beginSpan(
  name: string,
  { parent, ...terms }: Omit<SpanTerms, 'parent'> & { readonly parent: string | null },
): Span | undefined {
  return parent === null ? undefined : tracer?.begin(name, { parent, ...terms });
}

/** A span of the work for several: part of the first one's trace, with links to the others. */
export function beginShared(
  name: string,
  parents: () => Iterable<string | null | undefined>,
  attributes: SpanTerms['attributes'],
): Span | undefined {
  if (!tracer) return undefined;
  const [first, ...others] = [...parents()].filter((parent): parent is string => parent?.endsWith(sampled) ?? false);
  return first === undefined
    ? undefined
    : tracer.begin(name, { kind: 'INTERNAL', parent: first, links: others, ...(attributes && { attributes }) });
}

/** The flags of a trace that is recorded. */
const sampled = '-01';
