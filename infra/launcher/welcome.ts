import type { Home } from '#infra/process/home';
import type { Addresses, DemoShop } from './run-file';

/** What is printed once the system is ready: where it is, where its logs are, what to try. */
export function welcome(home: Home, { gateway, kafka, infra }: Addresses, demo: DemoShop): string {
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
    '  npm run demo                               a story: buyers write, one waits, an agent answers',
    '  npm run token -- --as agent-1              a token (operator, connector, owner, cs-admin, agent-1, agent-2)',
    '  npm run consume -- session-closed          events as a partner reads them',
    '',
    'Ctrl-C stops everything.',
  ].join('\n');
}
