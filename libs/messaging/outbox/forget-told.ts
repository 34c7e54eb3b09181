import type { Statement, Tx } from '#libs/platform/database/database';

/** Of whom events are to tell no more what a channel told, or what was said to them. */
export interface Forgotten {
  readonly shopId: string;
  readonly buyers: readonly string[];
  readonly sessions: readonly string[];
}

/** The only events that carry words of a channel or a text. */
export const toldStreams = ['session-started', 'order-changed', 'outbound'] as const;

const streams = `'{${toldStreams.join(',')}}'::text[]`;

/** The value of an event, a JSON column, without the words of a channel: where a buyer came from, what an order is called, what was said. All else stays. */
export const withoutWords = (value: string): string => `(${value}::jsonb
  || CASE WHEN ${value}::jsonb ? 'entryPoint' THEN '{"entryPoint": null}'::jsonb ELSE '{}' END
  || CASE WHEN ${value}::jsonb ? 'channelOrderId' THEN '{"channelOrderId": "erased"}'::jsonb ELSE '{}' END
  || CASE WHEN ${value}::jsonb ? 'text' THEN '{"text": null}'::jsonb ELSE '{}' END)`;

/** Which rows are meant; the parameters are those of `parametersOf`. Erasing is rare, so it reads the shop's stream. */
export const isForgotten = (value: string): string => `shop_id = $1 AND stream = ANY (${streams})
  AND (${value}::json ->> 'sessionId' = ANY ($2::text[]) OR ${value}::json ->> 'buyerId' = ANY ($3::text[]))`;

export const parametersOf = ({ shopId, sessions, buyers }: Forgotten): readonly unknown[] => [shopId, sessions, buyers];

const inTable = (table: 'outbox' | 'parked'): Statement => ({
  name: `forget-in-${table}`,
  text: `UPDATE ${table} SET value = ${withoutWords('value')}::text WHERE ${isForgotten('value')}`,
});
const [inOutbox, inParked] = [inTable('outbox'), inTable('parked')];

/** Takes the words of a channel out of the events that a service keeps: those it has published, and those it could not apply. */
export function forgetTold(tx: Tx, forgotten: Forgotten): void {
  for (const statement of [inOutbox, inParked]) tx.send(statement, parametersOf(forgotten));
}
