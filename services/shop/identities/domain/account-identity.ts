/** A login at an issuer, by the names its tokens give. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** A login that is an account of a shop. */
export interface AccountIdentity extends Identity {
  readonly shopId: string;
  readonly accountId: string;
  readonly boundAt: Date;
}
