/** What one request may be, and what one caller may ask for at once. The Board query of the README passes with room to spare (request-rules.test.ts). */
export const limits = {
  inFlight: 1_000,
  inFlightPerCaller: 250,
  /** Anonymous buyers that one address may become in a minute, at one gateway process. */
  buyersPerMinute: 30,
  /** Requests in a minute of one address that do not prove who they are, at one gateway process. */
  strangersPerMinute: 2_000,
  /** Logins of browsers that one address may try in a minute, at one gateway process. */
  loginsPerMinute: 120,
  bodyBytes: 100 * 1024,
  bodyMs: 10_000,
  tokens: 1_000,
  depth: 8,
  aliases: 15,
  directives: 10,
  variableValues: 2_000,
  cost: 1_000,
  /** What opening a live stream costs. */
  streamCost: 100,
  /** Files of figures that go out at once. */
  exports: 16,
  exportsPerCaller: 2,
  /** What asking for one costs. */
  exportCost: 500,
  errors: 20,
  /** Cost of the queries of one caller, and of all, that are answered at once. Others wait so long at most. */
  openCostPerCaller: 2_000,
  openCost: 8_000,
  turnWaitMs: 2_000,
  /** After this time a caller who asks too often is told so. */
  rateRefusalMs: 250,
  /** Characters of the texts of queries whose documents are kept; a parsed document takes about 100 bytes a character, so 50 MiB. */
  queryMemory: 512 * 1024,
  /** Of query plans, as JSON; in the heap they take a few times as much. */
  planMemory: 10 * 1024 * 1024,
} as const;
