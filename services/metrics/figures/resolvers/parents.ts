/** An entity of another subgraph, known here by its id only. */
export interface Named {
  readonly id: string;
}
