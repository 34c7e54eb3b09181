import { readLauncherConfig } from './launcher-config';

describe('the launcher’s settings', () => {
  test('embedded on the usual ports, unless told otherwise', () => {
    expect(readLauncherConfig({})).toEqual({ external: undefined, ports: {}, mode: 'development', logLevel: 'info', clockFile: undefined });
    expect(readLauncherConfig({ JIEDAI_GATEWAY_PORT: '4100', JIEDAI_KAFKA_CONTROLLER_PORT: '9093' }).ports).toEqual({
      gateway: 4100,
      'kafka-controller': 9093,
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

  test('external keeps a cluster’s own figures', () => {
    const names = ['SHOP', 'SCHEDULE', 'ROUTING', 'SESSION', 'METRICS'].flatMap((name) =>
      ['', '_OWNER', '_WORKER'].map((twin) => `DATABASE_URL_${name}${twin}`),
    );
    const env = {
      JIEDAI_INFRA: 'external',
      KAFKA_BROKERS: 'a:1,b:1',
      ...Object.fromEntries(names.map((name) => [name, `postgres://${name}`])),
    };
    const { external } = readLauncherConfig(env);
    expect(external?.kafka).toEqual({ brokers: 'a:1,b:1', partitions: 24, replication: 3, sessionTimeoutMs: 10_000 });
    expect(external?.databases.routing).toEqual({
      app: 'postgres://DATABASE_URL_ROUTING',
      owner: 'postgres://DATABASE_URL_ROUTING_OWNER',
      worker: 'postgres://DATABASE_URL_ROUTING_WORKER',
    });
  });

  test('a shifted clock is refused in production, a port must be one', () => {
    expect(() => readLauncherConfig({ JIEDAI_MODE: 'production', JIEDAI_CLOCK_FILE: '/x', JIEDAI_SHOP_PORT: '70000' })).toThrow(
      /JIEDAI_SHOP_PORT[\s\S]*JIEDAI_CLOCK_FILE/,
    );
  });
});
