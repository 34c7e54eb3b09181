/** What the channel tells of the product that a buyer looks at (SCH-16). */
export interface Product {
  /** The channel's own id of it. */
  readonly id: string | null;
  readonly name: string | null;
  readonly description: string | null;
}
