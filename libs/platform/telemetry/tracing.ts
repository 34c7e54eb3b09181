import type { Log } from '../process/log';
import type { Span, SpanTerms, Tracer } from './tracer';

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
