import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type SpanContext } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, RandomIdGenerator, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Log } from '../process/log';
import type { Span, Tracer } from './tracer';

/**
 * Spans by OTLP over HTTP. Where they go, how many are kept and how they are batched say the variables of OpenTelemetry's standard, which its parts read by
 * themselves. Contexts are our traceparents: nothing is hooked into Node or the libraries.
 */
export function createTracer(service: string, log: Log): Tracer {
  const ids = new RandomIdGenerator();
  /** A root takes the trace that its request is named by. */
  let rootOf: string | undefined;
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `jiedai-${service}`, 'jiedai.service': service }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    idGenerator: { generateSpanId: () => ids.generateSpanId(), generateTraceId: () => rootOf ?? ids.generateTraceId() },
    spanProcessors: [new BatchSpanProcessor(told(new OTLPTraceExporter(), log))],
  });
  const tracer = provider.getTracer('jiedai');
  return {
    begin: (name, { kind, parent, isRoot = false, attributes = {}, links = [] }) => {
      const at = contextOf(parent);
      rootOf = isRoot ? at.traceId : undefined;
      const options = { kind: SpanKind[kind], attributes, links: links.map((link) => ({ context: contextOf(link) })) };
      const span = tracer.startSpan(name, options, isRoot ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, at));
      rootOf = undefined;
      return spanOf(span);
    },
    stop: () => provider.shutdown(),
  };
}

function spanOf(span: ReturnType<ReturnType<BasicTracerProvider['getTracer']>['startSpan']>): Span {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    end: (outcome) => {
      if (outcome !== undefined) span.setAttribute('error.type', outcome).setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

const contextOf = (traceparent: string): SpanContext => {
  const [, traceId = '', spanId = '', flags = ''] = traceparent.split('-');
  return { traceId, spanId, traceFlags: parseInt(flags, 16), isRemote: true };
};

/** An exporter whose failures are told, once in a row: spans that cannot be sent are dropped. */
function told(exporter: SpanExporter, log: Log): SpanExporter {
  let isFailing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.error && !isFailing) log.warn({ err: result.error }, 'spans cannot be sent and are dropped');
        isFailing = result.error !== undefined;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}
