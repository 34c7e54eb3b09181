/** Somebody of the shop does not want to serve the buyer (RES-69). Their messages are taken as ever; their sessions are left out of the figures (MET-8). */
export interface Block {
  readonly since: Date;
  /** The account that blocked. */
  readonly by: string;
  readonly reason: string;
}

/** What people of the shop have set about a buyer. */
export interface BuyerMarks {
  /** The agent who serves the buyer before others (RTE-52). */
  readonly exclusiveAgentId: string | null;
  readonly block: Block | null;
}
