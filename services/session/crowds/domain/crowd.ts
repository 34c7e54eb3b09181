export const crowdKinds = ['MEMBER', 'CUSTOM'] as const;

export type CrowdKind = (typeof crowdKinds)[number];

/** A crowd of the shop's user operations: its members' programme, or one put together by hand (RTE-44). A kind never changes. */
export interface Crowd {
  readonly crowdId: string;
  readonly kind: CrowdKind;
  readonly name: string;
}

/** A buyer in a crowd: since when, and when they left it. */
export interface Membership {
  readonly buyerId: string;
  readonly crowdId: string;
  readonly joinedAt: Date;
  /** null while they are in it. */
  readonly leftAt: Date | null;
}

/** A crowd that a buyer is in, as openings need it. */
export interface BuyerCrowd {
  readonly crowdId: string;
  readonly kind: CrowdKind;
  readonly joinedAt: Date;
}
