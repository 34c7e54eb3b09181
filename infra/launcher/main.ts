import { keptUsers } from '#infra/kafka/users';
import { keptSecret } from '#infra/postgres/passwords';
import { homeOf, type Home } from '#infra/process/home';
import { makeHome } from '#infra/process/make-home';
import { say, showProgress } from './console-output';
import { loadDemoShop } from './demo-shop';
import { localIssuerSetting, openIssuer, type Issuer } from './issuer';
import type { Kept } from './keep-running';
import { readLauncherConfig, type LauncherConfig } from './launcher-config';
import { offerLogin } from './offer-login';
import { choosePorts, portNames, requireFreePorts, type PortName } from './ports';
import { stopLeftovers } from './recover';
import type { Addresses } from './run-file';
import { requireSettings } from './require-settings';
import { runMigrations } from './run-migrations';
import { takeHome, type RunState } from './run-state';
import { killAll, shutDown } from './shut-down';
import { startProcesses } from './start-processes';
import { embeddedDatabases, startEmbeddedServers } from './start-servers';
import { embeddedKafka, processNames, type SystemEnvironment } from './system-environment';
import { stopOnSignal } from './stop-on-signal';
import { welcome } from './welcome';
import { services } from '#libs/platform/process/services';

/** Starts the whole system in this process's home and keeps it running until a signal ends it. */
async function main(): Promise<void> {
  const config = readLauncherConfig(process.env);
  const home = homeOf(process.env);
  makeHome(home);
  const launch: Launch = { config, home, state: takeHome(home, say), kept: [], stopping: false };
  const starting = start(launch).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  stopOnSignal({ orderly: () => void end(launch, 0, starting), atOnce: () => endAtOnce(launch) });
  const failure = await starting;
  if (failure === undefined || launch.stopping) return;
  say(failure.message);
  if (launch.kept.length > 0) say(`What the processes say of it is in ${home.logs}`);
  await end(launch, 1, starting);
}

/** One run of the launcher. */
interface Launch {
  readonly config: LauncherConfig;
  readonly home: Home;
  readonly state: RunState;
  /** Everything that runs, in the order it came up. */
  readonly kept: Kept[];
  stopping: boolean;
}

async function end(launch: Launch, code: number, starting: Promise<unknown>): Promise<never> {
  launch.stopping = true;
  await shutDown(launch.kept, starting);
  launch.state.ended();
  process.exit(code);
}

function endAtOnce({ kept, state }: Launch): never {
  killAll(kept);
  state.ended();
  process.exit(130);
}

async function start(launch: Launch): Promise<void> {
  const { config, home, state, kept } = launch;
  say(`Starting Jiedai in ${home.root} (JIEDAI_INFRA=${config.external ? 'external' : 'embedded'}, Node ${process.versions.node})`);
  const left = await stopLeftovers(home, state.current());
  if (left.length > 0) say(`Stopped what an earlier start left behind: ${left.join(', ')}`);
  const ports = await choosePorts(config.external ? processNames : portNames, config.ports, state.current().ports);
  const issuer = config.mode === 'production' ? undefined : await openIssuer(home.keys);
  const system = environmentOf(config, home, ports, issuer);
  requireSettings(system);
  await requireFreePorts(ports);
  state.change({ ports: { ...state.current().ports, ...ports }, processes: {} });
  const watch = { onStart: state.started, report: say };
  if (!config.external) await startEmbeddedServers(home, ports, watch, showProgress, kept);
  goOn(launch);
  await runMigrations(system.databases, say);
  goOn(launch);
  const addresses = addressesOf(config, system);
  state.change({ addresses });
  await startProcesses(home, system, watch, kept);
  const demoShop = issuer && (await loadDemoShop(addresses.gateway, issuer, state.current().demoShop));
  if (demoShop) state.change({ demoShop });
  const code = demoShop && hasLocalLogin(config) ? offerLogin(home.keys, demoShop, Date.now()) : undefined;
  say(welcome(home, { addresses, demo: demoShop, loginLink: code && loginLink(config, addresses, code) }, process.env.JIEDAI_HOME));
}

/** Logins without an issuer are for whoever sits at this machine, beside servers that are started here. */
const hasLocalLogin = ({ mode, external }: LauncherConfig): boolean => mode === 'development' && external === undefined;

/** The code stands behind #, where no server and no log sees it. */
const loginLink = ({ gateway }: LauncherConfig, addresses: Addresses, code: string): string =>
  `${gateway['JIEDAI_PUBLIC_URL']?.split(',')[0] ?? addresses.gateway}/login#${code}`;

function goOn(launch: Launch): void {
  if (launch.stopping) throw new Error('Stopped while it was starting');
}

function environmentOf(config: LauncherConfig, home: Home, ports: Record<PortName, number>, issuer: Issuer | undefined): SystemEnvironment {
  return {
    mode: config.mode,
    logLevel: config.logLevel,
    clockFile: config.clockFile,
    retention: config.retention,
    webhooks: config.webhooks,
    gateway: {
      JIEDAI_OPERATIONS_FOLDER: home.operations,
      JIEDAI_COOKIE_KEYS: keptSecret(home.keys, 'cookies'),
      ...config.gateway,
      ...(hasLocalLogin(config) && { JIEDAI_LOCAL_LOGIN_FOLDER: home.keys }),
    },
    attachments: { JIEDAI_ATTACHMENT_FOLDER: home.attachments, ...config.attachments },
    passportSecrets: keptSecret(home.keys, 'passport'),
    kafka: config.external?.kafka ?? embeddedKafka(ports.kafka, keptUsers(home.keys)),
    databases: config.external?.databases ?? embeddedDatabases(home, ports.postgres),
    ports,
    issuers: JSON.stringify([...(issuer ? [localIssuerSetting(issuer.jwksFile)] : []), ...config.issuers]),
  };
}

function addressesOf(config: LauncherConfig, system: SystemEnvironment): Addresses {
  const url = (name: keyof SystemEnvironment['ports']): string => `http://127.0.0.1:${system.ports[name]}`;
  return {
    infra: config.external ? 'external' : 'embedded',
    gateway: url('gateway'),
    subgraphs: Object.fromEntries(services.map((service) => [service, url(service)])) as Addresses['subgraphs'],
    kafka: system.kafka,
    databases: system.databases,
  };
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
