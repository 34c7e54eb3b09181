import * as oidc from 'openid-client';
import { serviceUnavailable } from '#libs/platform/errors';
import { unauthenticated } from '../token-refusals';
import type { BrowserSession } from './browser-session';
import type { LoginSettings } from './browser-settings';
import type { Refresh } from './refreshing';

/** What has to be known again when the browser comes back from the issuer. */
export interface PendingLogin {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

type LoggedIn = Pick<BrowserSession, 'subject' | 'issuer' | 'refresh' | 'idToken'>;

/** Without a word of the issuer, so long a login is taken for good. */
const askAgainMs = 5 * 60_000;

/** Logins at an OpenID issuer: code flow with PKCE, ID tokens whose signature is checked. */
export class OidcLogin {
  private found: Promise<oidc.Configuration> | undefined;

  constructor(
    private readonly settings: LoginSettings,
    private readonly now: () => number,
  ) {}

  /** Where the browser goes to log in, and what we keep meanwhile. */
  async begin(redirectUri: string): Promise<{ readonly url: string; readonly pending: PendingLogin }> {
    const pending = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
    const url = oidc.buildAuthorizationUrl(await this.issuer(), {
      redirect_uri: redirectUri,
      scope: this.settings.scope,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, pending };
  }

  /** Who has logged in, when the browser has come back to `url`. */
  async finish(url: URL, { state, nonce, verifier }: PendingLogin): Promise<LoggedIn> {
    const config = await this.issuer();
    const tokens = await oidc
      .authorizationCodeGrant(config, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      .catch((cause: unknown) => {
        throw unauthenticated('The login did not succeed; begin it again.', cause);
      });
    const subject = tokens.claims()?.sub;
    if (subject === undefined || tokens.id_token === undefined) throw unauthenticated('The issuer does not say who has logged in.');
    const refresh = tokens.refresh_token === undefined ? undefined : { token: tokens.refresh_token, at: this.askAt(tokens.expires_in) };
    return { subject, issuer: this.settings.issuer, idToken: tokens.id_token, ...(refresh && { refresh }) };
  }

  readonly refresh: Refresh = async ({ subject, refresh }) => {
    if (refresh === undefined) return undefined;
    try {
      const tokens = await oidc.refreshTokenGrant(await this.issuer(), refresh.token);
      const { sub = subject } = tokens.claims() ?? {};
      return sub === subject ? { token: tokens.refresh_token ?? refresh.token, at: this.askAt(tokens.expires_in) } : undefined;
    } catch (error) {
      if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') return undefined;
      throw error;
    }
  };

  /** Where the browser ends its login at the issuer too; undefined where the issuer has no such place. */
  async logoutUrl(idToken: string | undefined, backTo: string): Promise<string | undefined> {
    const config = await this.issuer();
    if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
    return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: backTo, ...(idToken !== undefined && { id_token_hint: idToken }) })
      .href;
  }

  private askAt(expiresIn: number | undefined): number {
    return this.now() + (expiresIn === undefined ? askAgainMs : expiresIn * 1_000);
  }

  /** Found when it is first needed, and again when that did not succeed. */
  private issuer(): Promise<oidc.Configuration> {
    this.found ??= this.discover().catch((cause: unknown) => {
      this.found = undefined;
      throw serviceUnavailable('The issuer', cause);
    });
    return this.found;
  }

  private discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const execute = [oidc.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [])];
    const proof = clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret);
    return oidc.discovery(new URL(issuer), clientId, undefined, proof, { execute, timeout: 5 });
  }
}
