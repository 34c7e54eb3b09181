/** A public key with whose other half a shop's server signs tokens for buyers it knows. */
export interface BuyerTokenKey {
  readonly id: string;
  readonly shopId: string;
  readonly name: string;
  /** SPKI in PEM. */
  readonly publicKey: string;
  readonly algorithm: 'ES256' | 'RS256';
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

/** How buyers come to a shop by themselves. */
export interface BuyerAccess {
  readonly shopId: string;
  /** Whether buyers whom nobody knows may write. */
  readonly anonymous: boolean;
  readonly keys: readonly BuyerTokenKey[];
}
