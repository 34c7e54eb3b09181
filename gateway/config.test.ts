import { readConfig } from './config';

const env = {
  JIEDAI_PASSPORT_SECRETS: `${'a'.repeat(40)},${'b'.repeat(40)}`,
  SUBGRAPH_URL_SHOP: 'http://shop/graphql',
  SUBGRAPH_URL_SCHEDULE: 'http://schedule/graphql',
  SUBGRAPH_URL_ROUTING: 'http://routing/graphql',
  SUBGRAPH_URL_SESSION: 'http://session/graphql',
  SUBGRAPH_URL_METRICS: 'http://metrics/graphql',
  SUBGRAPH_URL_CARE: 'http://care/graphql',
  KAFKA_BROKERS: 'kafka-1:9092,kafka-2:9092',
  JIEDAI_ISSUERS: '[{"issuer":"us","jwksFile":"/keys/jwks.json"}]',
};

describe("the gateway's configuration", () => {
  it('is safe where nothing is said: production, this machine only, port 4000', () => {
    expect(readConfig(env)).toMatchObject({
      mode: 'production',
      host: '127.0.0.1',
      port: 4_000,
      issuers: [{ issuer: 'us', audience: 'jiedai', algorithms: ['ES256'], keys: { file: '/keys/jwks.json' }, ourClaims: false }],
      subgraphs: { shop: 'http://shop/graphql' },
      kafka: { brokers: ['kafka-1:9092', 'kafka-2:9092'] },
    });
  });

  it('reports every problem at once', () => {
    const broken = { ...env, SUBGRAPH_URL_SHOP: 'nowhere', JIEDAI_ISSUERS: '', JIEDAI_PORT: '70000' };
    expect(() => readConfig(broken)).toThrow(/SUBGRAPH_URL_SHOP[\s\S]*JIEDAI_ISSUERS|JIEDAI_PORT[\s\S]*SUBGRAPH_URL_SHOP/);
  });

  it('takes no shifted clock in production', () => {
    expect(() => readConfig({ ...env, JIEDAI_CLOCK_FILE: '/clock.json' })).toThrow(/JIEDAI_CLOCK_FILE/);
    expect(readConfig({ ...env, JIEDAI_MODE: 'development', JIEDAI_CLOCK_FILE: '/clock.json' }).clockFile).toBe('/clock.json');
  });

  it.each<[string, string, RegExp]>([
    ['no list', '{"issuer":"us"}', /JIEDAI_ISSUERS/],
    ['no JSON', 'us', /JIEDAI_ISSUERS: a JSON list/],
    ['nobody', '[]', /JIEDAI_ISSUERS/],
    ['no keys', '[{"issuer":"us"}]', /JIEDAI_ISSUERS.0: exactly one of jwksFile and jwksUrl/],
    ['two places of keys', '[{"issuer":"us","jwksFile":"/k","jwksUrl":"https://k"}]', /exactly one/],
    ['keys that anybody on the way can change', '[{"issuer":"us","jwksUrl":"http://keys.example/k"}]', /jwksUrl: https/],
    ['a symmetric algorithm', '[{"issuer":"us","jwksFile":"/k","algorithms":["HS256"]}]', /algorithms/],
    ['a word nobody knows', '[{"issuer":"us","jwksFile":"/k","audiance":"x"}]', /audiance/],
    ['an issuer twice', '[{"issuer":"us","jwksFile":"/k"},{"issuer":"us","jwksFile":"/l"}]', /listed twice/],
    ['the id of a shop', '[{"issuer":"01900000-0000-7000-8000-000000000001","jwksFile":"/k"}]', /are taken/],
    ['our own name', '[{"issuer":"jiedai-gateway","jwksFile":"/k"}]', /are taken/],
    ['the local issuer', '[{"issuer":"jiedai-local-issuer","jwksFile":"/k"}]', /not allowed in production/],
  ])('with %s as its issuers does not start', (_what, issuers, problem) => {
    expect(() => readConfig({ ...env, JIEDAI_ISSUERS: issuers })).toThrow(problem);
  });

  it('takes the local issuer in development, and keys from this machine', () => {
    const issuers = '[{"issuer":"jiedai-local-issuer","jwksUrl":"http://127.0.0.1:9/k","ourClaims":true}]';
    expect(readConfig({ ...env, JIEDAI_MODE: 'development', JIEDAI_ISSUERS: issuers }).issuers).toMatchObject([{ ourClaims: true }]);
  });

  it('takes exact origins of front ends elsewhere, and none by default', () => {
    expect(readConfig(env).corsOrigins).toEqual([]);
    const listed = 'https://desk.example.com, http://127.0.0.1:5173';
    expect(readConfig({ ...env, JIEDAI_CORS_ORIGINS: listed }).corsOrigins).toEqual(['https://desk.example.com', 'http://127.0.0.1:5173']);
    for (const wrong of ['*', 'https://desk.example.com/', 'desk.example.com', 'https://*.example.com/x', 'file://x'])
      expect(() => readConfig({ ...env, JIEDAI_CORS_ORIGINS: wrong })).toThrow(/JIEDAI_CORS_ORIGINS: origins/);
  });

  it('trusts no proxy by default, and starts with no list that it cannot read', () => {
    expect(readConfig(env).trustedProxies.rules).toEqual([]);
    expect(readConfig({ ...env, JIEDAI_TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies.check('10.1.2.3')).toBe(true);
    expect(() => readConfig({ ...env, JIEDAI_TRUSTED_PROXIES: 'proxy' })).toThrow(/JIEDAI_TRUSTED_PROXIES: addresses/);
  });

  const keys = 'k'.repeat(32);
  const login = '{"issuer":"https://login.example.com","clientId":"jiedai"}';

  it('serves browsers where it is told how to seal cookies and under which address', () => {
    expect(readConfig(env).browsers).toBeUndefined();
    const served = { ...env, JIEDAI_COOKIE_KEYS: `${keys},${keys}`, JIEDAI_PUBLIC_URL: 'https://desk.example.com', JIEDAI_LOGIN: login };
    expect(readConfig(served).browsers).toEqual({
      origins: ['https://desk.example.com'],
      cookieKeys: [keys, keys],
      login: { issuer: 'https://login.example.com', clientId: 'jiedai', scope: 'openid offline_access' },
      localFolder: undefined,
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'an address that is not encrypted',
      { JIEDAI_COOKIE_KEYS: keys, JIEDAI_PUBLIC_URL: 'http://desk.example.com' },
      /JIEDAI_PUBLIC_URL: .* https/,
    ],
    ['a key that can be guessed', { JIEDAI_COOKIE_KEYS: 'short', JIEDAI_PUBLIC_URL: 'https://d.example' }, /JIEDAI_COOKIE_KEYS: .* 32/],
    ['a login without keys', { JIEDAI_LOGIN: login, JIEDAI_PUBLIC_URL: 'https://d.example' }, /JIEDAI_LOGIN: needs/],
    ['a login that is not encrypted', { JIEDAI_LOGIN: login.replace('https', 'http') }, /JIEDAI_LOGIN.issuer: https/],
    ['a scope without openid', { JIEDAI_LOGIN: login.replace('}', ',"scope":"email"}') }, /JIEDAI_LOGIN.scope: openid/],
    ['logins without an issuer', { JIEDAI_LOCAL_LOGIN_FOLDER: '/keys' }, /JIEDAI_LOCAL_LOGIN_FOLDER: not allowed in production/],
  ])('does not start in production with %s', (_what, more, problem) => {
    expect(() => readConfig({ ...env, ...more })).toThrow(problem);
  });
});
