import { readConfig } from './config';

const env = {
  JIEDAI_PASSPORT_SECRETS: `${'a'.repeat(40)},${'b'.repeat(40)}`,
  SUBGRAPH_URL_SHOP: 'http://shop/graphql',
  SUBGRAPH_URL_SCHEDULE: 'http://schedule/graphql',
  SUBGRAPH_URL_ROUTING: 'http://routing/graphql',
  SUBGRAPH_URL_SESSION: 'http://session/graphql',
  SUBGRAPH_URL_METRICS: 'http://metrics/graphql',
  KAFKA_BROKERS: 'kafka-1:9092,kafka-2:9092',
  JIEDAI_JWKS_FILE: '/keys/jwks.json',
  JIEDAI_JWT_ISSUER: 'issuer',
};

describe("the gateway's configuration", () => {
  it('is safe where nothing is said: production, this machine only, port 4000', () => {
    expect(readConfig(env)).toMatchObject({
      mode: 'production',
      host: '127.0.0.1',
      port: 4_000,
      jwt: { issuer: 'issuer', audience: 'jiedai', jwks: { file: '/keys/jwks.json' } },
      subgraphs: { shop: 'http://shop/graphql' },
      kafka: { brokers: ['kafka-1:9092', 'kafka-2:9092'], sessionTimeoutMs: 10_000 },
    });
  });

  it('reports every problem at once', () => {
    const broken = { ...env, SUBGRAPH_URL_SHOP: 'nowhere', JIEDAI_JWT_ISSUER: '', JIEDAI_PORT: '70000' };
    expect(() => readConfig(broken)).toThrow(/SUBGRAPH_URL_SHOP[\s\S]*JIEDAI_JWT_ISSUER|JIEDAI_PORT[\s\S]*SUBGRAPH_URL_SHOP/);
  });

  it('takes no shifted clock in production', () => {
    expect(() => readConfig({ ...env, JIEDAI_CLOCK_FILE: '/clock.json' })).toThrow(/JIEDAI_CLOCK_FILE/);
    expect(readConfig({ ...env, JIEDAI_MODE: 'development', JIEDAI_CLOCK_FILE: '/clock.json' }).clockFile).toBe('/clock.json');
  });

  it('needs exactly one place for keys', () => {
    expect(() => readConfig({ ...env, JIEDAI_JWKS_FILE: undefined })).toThrow(/exactly one of JIEDAI_JWKS_FILE and JIEDAI_JWKS_URL/);
    expect(() => readConfig({ ...env, JIEDAI_JWKS_URL: 'http://keys/jwks' })).toThrow(/exactly one/);
    expect(readConfig({ ...env, JIEDAI_JWKS_FILE: undefined, JIEDAI_JWKS_URL: 'http://keys/jwks' }).jwt.jwks).toEqual({
      url: 'http://keys/jwks',
    });
  });
});
