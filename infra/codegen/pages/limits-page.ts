import { limits } from '#gateway/limits';
import { liveLimits } from '#gateway/live/live-limits';
import { code, pageOf, tableOf } from './markdown';

/** What each limit of a request or caller means. A limit without a word here does not compile. */
const ofRequests: Readonly<Record<keyof typeof limits, string>> = {
  inFlight: 'requests answered at once by one gateway process',
  inFlightPerCaller: 'of them, of one caller',
  buyersPerMinute: 'anonymous buyers that one address may become in a minute, at one gateway process',
  strangersPerMinute: 'requests of one address that do not prove who they are, in a minute, at one gateway process',
  loginsPerMinute: 'logins of browsers that one address may try in a minute, at one gateway process',
  bodyBytes: 'the body of a request',
  bodyMs: 'how long a body may take to arrive',
  tokens: 'tokens of a document',
  depth: 'levels of a document',
  aliases: 'aliases of a document',
  directives: 'directives of a document',
  variableValues: 'values in the variables',
  cost: 'cost of an operation: a field counts 1, below a page as often as its `first`',
  streamCost: 'what opening a live stream costs its caller',
  exports: 'files of figures that go out at once of one gateway process',
  exportsPerCaller: 'of them, to one caller',
  exportCost: 'what asking for such a file costs its caller',
  errors: 'errors told about a document that is not valid',
  openCostPerCaller: 'cost of the queries of one caller that are answered at once',
  openCost: 'of all callers, at one gateway process',
  turnWaitMs: 'how long a query waits for its turn',
  rateRefusalMs: 'how long a caller who asks too often waits for that answer',
  queryMemory: 'texts of queries whose checked documents are remembered, besides registered ones',
  planMemory: 'query plans that are remembered, as JSON',
};

/** Those of streams that their clients meet. */
const ofStreams = {
  streams: 'streams of one gateway process',
  streamsPerAccount: 'streams of one account',
  streamsPerAddress: 'streams of one address',
  boardEveryMs: 'the shortest time between two events of a board',
  otherEveryMs: 'between two events of another stream',
  changed: 'ids that an event names; beyond it the whole state is told',
  heartbeatMs: 'the time between two signs of life',
  unwritableMs: 'a client that takes nothing for so long is cut',
  notesMs: 'how long ago a stream may have ended and be resumed with what has changed since',
} satisfies Partial<Record<keyof typeof liveLimits, string>>;

export const limitsPage = (): string =>
  pageOf(
    'Limits',
    'One request holds one mutation.',
    tableOf(['limit', 'value', 'meaning'], rows(limits, ofRequests)),
    '## Streams',
    tableOf(['limit', 'value', 'meaning'], rows(liveLimits, ofStreams)),
  );

const rows = (values: Readonly<Record<string, unknown>>, meanings: Readonly<Record<string, string>>): string[][] =>
  Object.entries(meanings).map(([name, means]) => [code(name), amount(name, values[name]), means]);

function amount(name: string, value: unknown): string {
  if (typeof value !== 'number') return JSON.stringify(value);
  if (/Ms$/.test(name)) return value < 1_000 ? `${value} ms` : `${value / 1_000} s`;
  if (/(Bytes|Memory)$/.test(name)) return `${value / 1_024} KiB`;
  return value.toLocaleString('en-US');
}
