import type { Home } from '#infra/process/home';
import type { Addresses, DemoShop } from './run-file';

const width = 42;

/** What is printed once the system is ready: where it is, where its logs are, what to try. `homeSetting` is JIEDAI_HOME as it was given: hints must find this system. */
export function welcome(home: Home, { gateway, kafka, infra }: Addresses, demo: DemoShop, homeSetting: string | undefined): string {
  const setting = homeSetting?.trim() ? `JIEDAI_HOME=${quoted(home.root)} ` : '';
  const hint = (command: string, what: string): string => `  ${`${setting}${command}`.padEnd(width)} ${what}`;
  return [
    '',
    'Jiedai is ready.',
    `  GraphQL   ${gateway}/graphql   (${gateway}/ tells how to ask)`,
    `  Kafka     ${kafka.brokers}`,
    `  Servers   ${infra}`,
    `  Logs      ${home.logs}`,
    `  Demo shop ${demo.shopId}`,
    '',
    'Try, in another terminal:',
    hint('npm run demo', 'a story: buyers write, one waits, an agent answers'),
    hint('npm run token -- --as agent-1', `a token (also ${others.join(', ')})`),
    hint('npm run consume -- session-closed', 'events as a partner reads them'),
    '',
    'Ctrl-C stops everything.',
  ].join('\n');
}

const others = ['operator', 'connector', 'owner', 'admin', 'cs-admin', 'operations', 'agent-2'];

/** As a shell takes it. */
const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);
