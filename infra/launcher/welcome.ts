import type { Home } from '#infra/process/home';
import type { Addresses, DemoShop } from './run-file';

interface Started {
  readonly addresses: Addresses;
  readonly demo: DemoShop | undefined;
  /** Logs the owner of the demo shop in, once. */
  readonly loginLink: string | undefined;
}

/** What is printed once the system is ready: where it is, where its logs are, what to try. `homeSetting` is JIEDAI_HOME as it was given: hints must find this system. */
export function welcome(home: Home, { addresses, demo, loginLink }: Started, homeSetting: string | undefined): string {
  const { gateway, kafka, infra } = addresses;
  const setting = homeSetting?.trim() ? `JIEDAI_HOME=${quoted(home.root)} ` : '';
  const shown = demo ? hints : hints.filter(([command]) => !command.includes('token') && !command.includes('demo'));
  const width = Math.max(...shown.map(([command]) => command.length));
  return [
    '',
    'Jiedai is ready.',
    `  GraphQL   ${gateway}/graphql   (${gateway}/ tells how to ask)`,
    `  Kafka     ${kafka.brokers}`,
    `  Servers   ${infra}`,
    `  Logs      ${home.logs}`,
    ...(demo ? [`  Demo shop ${demo.shopId}`] : []),
    ...(loginLink === undefined ? [] : [`  Log in    ${loginLink}   (once, within 10 minutes, as the owner)`]),
    '',
    'Try, in another terminal:',
    ...shown.map(([command, what]) => `  ${setting}${command.padEnd(width)}  ${what}`),
    '',
    'Ctrl-C stops everything.',
  ].join('\n');
}

const hints: readonly (readonly [command: string, what: string])[] = [
  ['npm run demo', 'a story: buyers write, one waits, an agent answers'],
  ['npm run token -- --as agent-1', 'a token (also operator, connector, owner, admin, cs-admin, operations, agent-2)'],
  ['npm run consume -- session-closed', 'events as a partner reads them'],
];

/** As a shell takes it. */
const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);
