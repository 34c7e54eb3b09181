import { bigint, instant, integer, jsonText, table, text, uuid } from '#libs/platform/database/table';

/** The event log: every fact metrics has consumed, as it was published, of types that this build does not know too. */
export const factTable = table(
  'fact',
  {
    stream: text().key(),
    shopId: uuid().key(),
    incarnation: integer().key(),
    seq: bigint().key(),
    eventId: uuid().fixed(),
    type: text().fixed(),
    sessionId: uuid().null().fixed(),
    occurredAt: instant().fixed(),
    value: jsonText<object>().fixed(),
  },
  { indices: [{ name: 'fact_by_session', fields: ['sessionId'] }] },
);
