import { keptUsers } from '#infra/kafka/users';
import { services } from '#libs/platform/process/services';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireSettings } from './require-settings';
import { embeddedKafka, processNames, type SystemEnvironment } from './system-environment';

const keys = mkdtempSync(join(tmpdir(), 'jiedai-settings-'));
afterAll(() => rmSync(keys, { recursive: true }));

const urls = { owner: 'postgres://o', app: 'postgres://a', worker: 'postgres://w' };
const system = (change: Partial<SystemEnvironment>): SystemEnvironment => ({
  mode: 'development',
  logLevel: 'info',
  passportSecrets: 'x'.repeat(32),
  kafka: embeddedKafka(9092, keptUsers(keys)),
  databases: Object.fromEntries(services.map((service) => [service, urls])) as SystemEnvironment['databases'],
  ports: Object.fromEntries(processNames.map((name, at) => [name, 20_000 + at])) as SystemEnvironment['ports'],
  issuers: '[{"issuer":"us","jwksFile":"/keys/jwks.json"}]',
  ...change,
});

describe('the settings of all processes', () => {
  test('pass when every process can start with them', () => {
    expect(() => requireSettings(system({ retention: { JIEDAI_KEEP_OUTBOX_DAYS: '9' } }))).not.toThrow();
  });

  test('are told of once, by name, when one could not', () => {
    expect(() => requireSettings(system({ logLevel: 'loud' }))).toThrow(
      /^The environment is not right:\n {2}JIEDAI_LOG_LEVEL: [^\n]*"info"[^\n]*$/,
    );
    expect(() => requireSettings(system({ retention: { JIEDAI_KEEP_OUTBOX_DAYS: '1' } }))).toThrow(
      /JIEDAI_KEEP_OUTBOX_DAYS: whole days, at least 8/,
    );
  });

  test('include files that are named', () => {
    const kafka = { ...embeddedKafka(9092, keptUsers(keys)), tls: { KAFKA_TLS_CA: '/nowhere.pem' } };
    expect(() => requireSettings(system({ kafka }))).toThrow('/nowhere.pem cannot be read');
  });
});
