/** What an instrument is declared as. Labels have few values, known beforehand: never ids, nor what a client sends. */
interface Declared {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
  readonly buckets?: readonly number[];
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const waits = [1, 5, 15, 30, 60, 120, 300, 600, 1_800];
const sizes = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** Every instrument that the product is watched by; `infra/docs/instruments.md` is this list for people. What shops see as figures is the metrics service's. */
export const instruments = {
  jiedai_requests_total: {
    kind: 'counter',
    help: 'Requests answered. At the gateway those of clients, at a service the operations that the gateway asked. outcome: OK or the code of the first error.',
    labels: ['outcome'],
  },
  jiedai_request_seconds: {
    kind: 'histogram',
    help: 'How long requests took, from their first byte to the end of their answer; waits that the client asked for included.',
    labels: [],
    buckets: seconds,
  },
  jiedai_subgraph_failures_total: {
    kind: 'counter',
    help: 'Operations that a service did not answer in time, or not with a result. At the gateway.',
    labels: ['subgraph'],
  },
  jiedai_slots_taken: { kind: 'gauge', help: 'Requests in flight at the gateway.', labels: [] },
  jiedai_turns_waiting: {
    kind: 'gauge',
    help: 'Queries that wait for their turn at the gateway. for: new_query (its text is new) or reading (much is read already).',
    labels: ['for'],
  },
  jiedai_open_cost: { kind: 'gauge', help: 'Cost of the queries that are being answered.', labels: [] },
  jiedai_streams: { kind: 'gauge', help: 'Live streams that are open at the gateway.', labels: [] },
  jiedai_flights_total: {
    kind: 'counter',
    help: 'Flights by their end: landed, contention, held, slow, unavailable, or failed when what flew was at fault.',
    labels: ['flights', 'outcome'],
  },
  jiedai_flight_size: { kind: 'histogram', help: 'How many flew together.', labels: ['flights'], buckets: sizes },
  jiedai_flight_seconds: { kind: 'histogram', help: 'How long flights took that landed.', labels: ['flights'], buckets: seconds },
  jiedai_flights_waiting: {
    kind: 'gauge',
    help: 'How many wait for a flight; those of shops that are held up left out.',
    labels: ['flights'],
  },
  jiedai_events_total: {
    kind: 'counter',
    help: 'Events taken from Kafka. outcome: done (applied, known already, or parked), gap or unconfirmed (they wait for their owner).',
    labels: ['outcome'],
  },
  jiedai_events_open: { kind: 'gauge', help: 'Events taken from Kafka and not dealt with yet.', labels: [] },
  jiedai_consumer_lag: {
    kind: 'gauge',
    help: 'Records of a topic that were not fetched yet when something of it last was, in the partitions of this process.',
    labels: ['topic'],
  },
  jiedai_inbox_position: {
    kind: 'gauge',
    help: 'Sum over all shops of the last number applied. What jiedai_outbox_position of the owner is ahead is what this service has not heard yet. The same in all processes of a service.',
    labels: ['topic'],
  },
  jiedai_inbox_gaps: {
    kind: 'gauge',
    help: 'Streams of shops with missing numbers, which their owners are asked for. The same in all processes of a service.',
    labels: [],
  },
  jiedai_parked_events: {
    kind: 'gauge',
    help: 'Events that could not be applied, and those behind them. Anything but 0 needs somebody. The same in all processes of a service.',
    labels: [],
  },
  jiedai_outbox_position: {
    kind: 'gauge',
    help: 'Sum over all shops of the last number given. The same in all processes of a service.',
    labels: ['topic'],
  },
  jiedai_relay_backlog: {
    kind: 'gauge',
    help: 'Events in the outbox beyond the stored cursors, which follow within half a second. The same in all processes of a service.',
    labels: [],
  },
  jiedai_relay_oldest_seconds: {
    kind: 'gauge',
    help: 'Age of the oldest of them; 0 without any. The same in all processes of a service.',
    labels: [],
  },
  jiedai_queue_length: { kind: 'gauge', help: 'Buyers who queue, in all shops. At routing, the same in all of its processes.', labels: [] },
  jiedai_queue_longest_wait_seconds: {
    kind: 'gauge',
    help: 'How long the first of them has waited, by the business clock; 0 without any. At routing, the same in all of its processes.',
    labels: [],
  },
  jiedai_starved_buyers_total: {
    kind: 'counter',
    help: 'Buyers who were found waiting although an agent who may take them had room. Anything but 0 is a fault: they were helped. reason: WRONG_COUNT, WRONG_LOAD, NOT_NOTICED, HELD_UP or NOT_MOVED. At routing.',
    labels: ['reason'],
  },
  jiedai_wait_estimate_error_seconds: {
    kind: 'histogram',
    help: 'By how much the wait that was estimated when a buyer queued has missed the real one, of a sample. estimate: short or long. At routing.',
    labels: ['estimate'],
    buckets: waits,
  },
  jiedai_database_connections: {
    kind: 'gauge',
    help: 'Connections of a pool. state: idle or busy.',
    labels: ['pool', 'state'],
  },
  jiedai_database_waiting: { kind: 'gauge', help: 'Transactions that wait for a connection of a pool.', labels: ['pool'] },
} as const satisfies Record<`jiedai_${string}`, Declared>;

type Instruments = typeof instruments;

/** The instruments of one kind. */
export type NamesOf<K extends Declared['kind']> = {
  [N in keyof Instruments]: Instruments[N]['kind'] extends K ? N : never;
}[keyof Instruments];

/** What an instrument's labels are given as. */
export type LabelsOf<N extends keyof Instruments> = Readonly<Record<Instruments[N]['labels'][number], string>>;
