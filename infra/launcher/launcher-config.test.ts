import { services } from '#libs/platform/process/services';
import { clusterVariables } from '#infra/kafka/cluster';
import { readLauncherConfig } from './launcher-config';

describe('the launcher’s settings', () => {
  test('embedded on the usual ports, unless told otherwise', () => {
    expect(readLauncherConfig({})).toEqual({
      external: undefined,
      attachments: {},
      ports: {},
      mode: 'development',
      issuers: [],
      logLevel: 'info',
      clockFile: undefined,
      retention: {},
      webhooks: {},
      gateway: {},
    });
    expect(readLauncherConfig({ JIEDAI_GATEWAY_PORT: '4100', JIEDAI_KAFKA_CONTROLLER_PORT: '9093' }).ports).toEqual({
      gateway: 4100,
      'kafka-controller': 9093,
    });
  });

  test('settings of the gateway are handed on, others not', () => {
    const given = { JIEDAI_CORS_ORIGINS: 'https://desk.example.com', JIEDAI_GATEWAYS: '2', JIEDAI_READS_PER_SHOP: '' };
    expect(readLauncherConfig({ ...given, JIEDAI_HOME: '/x' }).gateway).toEqual({
      JIEDAI_CORS_ORIGINS: 'https://desk.example.com',
      JIEDAI_GATEWAYS: '2',
    });
  });

  test('containers are refused with the reason, and so is anything unknown', () => {
    expect(() => readLauncherConfig({ JIEDAI_INFRA: 'containers' })).toThrow('containers come with a later issue');
    expect(() => readLauncherConfig({ JIEDAI_INFRA: 'docker' })).toThrow('embedded or external, not "docker"');
  });

  test('external names everything that is missing at once', () => {
    const read = (): unknown => readLauncherConfig({ JIEDAI_INFRA: 'external', KAFKA_BROKERS: 'a:1', DATABASE_URL_SHOP: 'postgres://x' });
    expect(read).toThrow(/DATABASE_URL_SHOP_OWNER: needed[\s\S]*DATABASE_URL_SHOP_WORKER[\s\S]*DATABASE_URL_METRICS_WORKER/);
    expect(read).not.toThrow(/KAFKA_BROKERS|DATABASE_URL_SHOP:/);
  });

  const databases = Object.fromEntries(
    services.flatMap((service) =>
      ['', '_OWNER', '_WORKER'].map((twin) => [`DATABASE_URL_${service.toUpperCase()}${twin}`, `postgres://${service}`]),
    ),
  );
  const external = { JIEDAI_INFRA: 'external', KAFKA_BROKERS: 'a:1', ...databases };

  test('a cluster that asks who comes is told the same of all services, or each its own name', () => {
    const shared = { KAFKA_SASL_USERNAME: 'all', KAFKA_SASL_PASSWORD: 'p', KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512' };
    const { kafka } = readLauncherConfig({
      ...external,
      ...shared,
      KAFKA_SASL_USERNAME_SHOP: 's',
      KAFKA_SASL_PASSWORD_SHOP: 'q',
    }).external!;
    expect(kafka.sasl?.mechanism).toBe('scram-sha-512');
    expect(kafka.sasl?.users).toMatchObject({
      shop: { username: 's', password: 'q' },
      session: { username: 'all', password: 'p' },
      partner: { username: 'all', password: 'p' },
    });
    expect(clusterVariables(kafka, 'shop')).toEqual({
      KAFKA_BROKERS: 'a:1',
      KAFKA_SASL_MECHANISM: 'scram-sha-512',
      KAFKA_SASL_USERNAME: 's',
      KAFKA_SASL_PASSWORD: 'q',
    });
  });

  test('every service and the gateway need a name where one has it; partner and admin may have none until they are asked for', () => {
    const some = { ...external, KAFKA_SASL_USERNAME_SHOP: 's', KAFKA_SASL_PASSWORD_SHOP: 'q' };
    expect(() => readLauncherConfig(some)).toThrow(/KAFKA_SASL_USERNAME_SCHEDULE[\s\S]*KAFKA_SASL_USERNAME_METRICS/);
    expect(() => readLauncherConfig(some)).not.toThrow(/_SHOP|_PARTNER|_ADMIN/);
    expect(() => readLauncherConfig({ ...some, KAFKA_SASL_MECHANISM: 'kerberos' })).toThrow(
      'KAFKA_SASL_MECHANISM: one of plain, scram-sha-256, scram-sha-512, not "kerberos"',
    );
    const each = [...services, 'gateway'].flatMap((service) => [
      [`KAFKA_SASL_USERNAME_${service.toUpperCase()}`, service],
      [`KAFKA_SASL_PASSWORD_${service.toUpperCase()}`, 'p'],
    ]);
    const { kafka } = readLauncherConfig({ ...external, ...(Object.fromEntries(each) as Record<string, string>) }).external!;
    expect(() => clusterVariables(kafka, 'partner')).toThrow('set KAFKA_SASL_USERNAME_PARTNER and KAFKA_SASL_PASSWORD_PARTNER');
  });

  test('external keeps a cluster’s own figures', () => {
    const names = services
      .map((name) => name.toUpperCase())
      .flatMap((name) => ['', '_OWNER', '_WORKER'].map((twin) => `DATABASE_URL_${name}${twin}`));
    const env = {
      JIEDAI_INFRA: 'external',
      KAFKA_BROKERS: 'a:1,b:1',
      ...Object.fromEntries(names.map((name) => [name, `postgres://${name}`])),
    };
    const { external } = readLauncherConfig(env);
    expect(external?.kafka).toMatchObject({ brokers: 'a:1,b:1', partitions: 24, replication: 3, sessionTimeoutMs: 10_000 });
    expect(external?.databases.routing).toEqual({
      app: 'postgres://DATABASE_URL_ROUTING',
      owner: 'postgres://DATABASE_URL_ROUTING_OWNER',
      worker: 'postgres://DATABASE_URL_ROUTING_WORKER',
    });
  });

  test('production needs issuers of its own, development takes more of them', () => {
    expect(() => readLauncherConfig({ JIEDAI_MODE: 'production' })).toThrow('JIEDAI_ISSUERS: needed in production mode');
    const issuer = { issuer: 'https://login.example', jwksUrl: 'https://login.example/jwks' };
    expect(readLauncherConfig({ JIEDAI_ISSUERS: JSON.stringify([issuer]) }).issuers).toEqual([issuer]);
    expect(() => readLauncherConfig({ JIEDAI_ISSUERS: '[{"issuer":"a"}]' })).toThrow('JIEDAI_ISSUERS.0: exactly one of');
  });

  test('a shifted clock is refused in production, a port must be one', () => {
    expect(() => readLauncherConfig({ JIEDAI_MODE: 'production', JIEDAI_CLOCK_FILE: '/x', JIEDAI_SHOP_PORT: '70000' })).toThrow(
      /JIEDAI_SHOP_PORT[\s\S]*JIEDAI_CLOCK_FILE/,
    );
  });
});
