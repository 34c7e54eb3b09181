import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

interface Grant {
  readonly subject: string;
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUri: string;
}

/** What the provider does wrong on purpose. */
export interface ProviderFault {
  readonly nonce?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly otherKey?: boolean;
}

/** A company's OpenID provider, as small as it can be: everybody who comes is logged in at once as `subject`. */
export class OidcProvider {
  subject = 'annie@company';
  fault: ProviderFault = {};
  /** Every answer of the token endpoint is 503. */
  isAway = false;
  expiresIn = 300;
  /** Characters that each refresh token is padded by. */
  padding = 0;
  /** Grants by which the token endpoint was asked. */
  readonly asked: string[] = [];
  /** Refresh tokens that are good. */
  readonly refreshTokens = new Set<string>();
  private readonly codes = new Map<string, Grant>();
  private readonly server = createServer((request, response) => void this.answer(request, response));
  private keys: { signing: CryptoKey; other: CryptoKey; jwk: JWK } | undefined;

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    const [signing, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
    const jwk = { ...(await exportJWK(signing.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
    this.keys = { signing: signing.privateKey, other: other.privateKey, jwk };
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    if (url.pathname === '/.well-known/openid-configuration') return json(response, 200, this.metadata());
    if (url.pathname === '/jwks') return json(response, 200, { keys: [this.keys?.jwk] });
    if (url.pathname === '/authorize') return this.authorize(url.searchParams, response);
    if (url.pathname === '/token') return this.token(new URLSearchParams(await textOf(request)), response);
    json(response, 404, {});
  }

  private metadata() {
    const at = (path: string): string => `${this.issuer}${path}`;
    return {
      issuer: this.issuer,
      authorization_endpoint: at('/authorize'),
      token_endpoint: at('/token'),
      jwks_uri: at('/jwks'),
      end_session_endpoint: at('/logout'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  private authorize(asked: URLSearchParams, response: ServerResponse): void {
    const code = randomBytes(8).toString('hex');
    const redirectUri = asked.get('redirect_uri') ?? '';
    if (asked.get('code_challenge_method') !== 'S256' || asked.get('response_type') !== 'code') return json(response, 400, {});
    this.codes.set(code, {
      subject: this.subject,
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
      redirectUri,
    });
    const back = new URL(redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  }

  private async token(asked: URLSearchParams, response: ServerResponse): Promise<void> {
    this.asked.push(asked.get('grant_type') ?? '');
    if (this.isAway) return json(response, 503, {});
    if (asked.get('grant_type') === 'refresh_token') return this.refresh(asked.get('refresh_token') ?? '', response);
    const grant = this.codes.get(asked.get('code') ?? '');
    this.codes.delete(asked.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(asked.get('code_verifier') ?? '')
      .digest('base64url');
    if (!grant || grant.challenge !== challenge || grant.redirectUri !== asked.get('redirect_uri'))
      return json(response, 400, { error: 'invalid_grant' });
    json(response, 200, { ...this.tokens(), id_token: await this.idToken(grant) });
  }

  /** Each refresh token is good once. */
  private refresh(token: string, response: ServerResponse): void {
    if (!this.refreshTokens.delete(token)) return json(response, 400, { error: 'invalid_grant' });
    json(response, 200, this.tokens());
  }

  private tokens() {
    const refreshToken = randomBytes(16).toString('hex') + 'x'.repeat(this.padding);
    this.refreshTokens.add(refreshToken);
    return { access_token: 'opaque', token_type: 'Bearer', expires_in: this.expiresIn, refresh_token: refreshToken };
  }

  private idToken({ subject, nonce }: Grant): Promise<string> {
    const { signing, other } = this.keys ?? {};
    return new SignJWT({ nonce: this.fault.nonce ?? nonce })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer(this.fault.issuer ?? this.issuer)
      .setAudience(this.fault.audience ?? 'jiedai-web')
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign((this.fault.otherKey ? other : signing)!);
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
