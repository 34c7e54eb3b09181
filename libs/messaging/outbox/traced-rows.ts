import type { Span } from '#libs/platform/telemetry/tracer';
import { beginSpan } from '#libs/platform/telemetry/tracing';
import type { OutboxRow } from '../kafka/envelope';

/** Publishes rows as a part of each one's trace: whoever applies an event does so as a part of its publication. */
export async function tracedRows(rows: readonly OutboxRow[], publish: (rows: readonly OutboxRow[]) => Promise<void>): Promise<void> {
  const spans: Span[] = [];
  const traced = rows.map((row) => {
    const span = beginSpan(`publish ${row.stream}`, { kind: 'PRODUCER', parent: row.traceparent });
    if (!span) return row;
    spans.push(span);
    return { ...row, traceparent: span.traceparent };
  });
  let outcome: string | undefined = 'unavailable';
  try {
    await publish(traced);
    outcome = undefined;
  } finally {
    for (const span of spans) span.end(outcome);
  }
}
