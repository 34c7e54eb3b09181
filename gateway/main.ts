import { join } from 'node:path';
import { createLifecycle, drainLimitMs } from '#libs/platform/process/lifecycle';
import { createLog } from '#libs/platform/process/log';
import { watchProcess } from '#libs/platform/telemetry/readings';
import { startTracing } from '#libs/platform/telemetry/tracing';
import { passportSigner } from '#libs/platform/access/passport';
import { createLiveFeed } from '#libs/messaging/feed/index';
import { repoRoot } from '#libs/platform/process/repo-root';
import { fileClock, systemClock } from '#libs/platform/process/clock';
import { AddressBudget } from './address-budget';
import { attachmentDoor } from './attachment-door';
import { AccountRights } from './account-rights';
import { askRights } from './ask-rights';
import { BoundAccounts, askLogin } from './bound-accounts';
import { buyerDoor } from './buyer-door';
import { BuyerRights, askBuyerAccess } from './buyer-rights';
import { BuyerTokens } from './buyer-tokens';
import { EndedSessions } from './browser/ended-sessions';
import { openBrowsers } from './browser/open-browsers';
import { CallerBudgets } from './caller-budgets';
import { ClientAddresses } from './client-addresses';
import { AllCallers } from './callers';
import { readConfig } from './config';
import { TrustedDocuments } from './documents/trusted-documents';
import { exportDoor } from './export-door';
import { createIdentity } from './identity';
import { KeyRights, askKey } from './key-rights';
import { askHeads } from './live/ask-heads';
import { Cursors } from './live/cursor';
import { limits } from './limits';
import { ownDocuments } from './pages/own-documents';
import { readFrontEnd } from './pages/front-end';
import { startServer } from './server';
import { Strangers } from './strangers';
import { createGateway } from './supergraph';

const built = (frontEnd: string): string => join(repoRoot(), 'dist', frontEnd);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog({ service: 'gateway', ...config.log });
  const lifecycle = createLifecycle(log);
  watchProcess('gateway');
  if (config.traces) lifecycle.onStop('traces', await startTracing('gateway', log));
  const { gateway, services, stop } = await createGateway(config.subgraphs, log);
  lifecycle.onStop('subgraph connections', stop);
  const passports = passportSigner(config.passportSecrets);
  const asked = { shopService: services.shop, passports };
  const clock = config.clockFile === undefined ? systemClock : fileClock(config.clockFile);
  const memory = { log, now: () => performance.now() };
  const buyers = new BuyerRights({ ask: askBuyerAccess(asked), ...memory });
  const accessOf = (shop: string) => buyers.accessOf(shop);
  const buyerTokens = new BuyerTokens(config.passportSecrets, accessOf);
  const accounts = new AccountRights({ ask: askRights(asked), clock, ...memory });
  const sessions = new EndedSessions({ asked, ...memory });
  const callers = new AllCallers(sessions, {
    buyers,
    accounts,
    logins: new BoundAccounts({ ask: askLogin(asked), accounts, ...memory }),
    keys: new KeyRights({ ask: askKey(asked), clock, ...memory }),
  });
  const addresses = new ClientAddresses(config.trustedProxies);
  const files = exportDoor({ metrics: config.subgraphs.metrics, passports, log });
  lifecycle.onStop('files of figures', () => files.stop());
  const introspection = config.mode === 'development' && !config.trusted.only;
  const server = await startServer({
    gateway,
    identity: createIdentity({ issuers: config.issuers, buyerTokens, callers }),
    callers,
    addresses,
    buyerDoor: buyerDoor({ tokens: buyerTokens, accessOf, addresses, budget: new AddressBudget(limits.buyersPerMinute, memory.now) }),
    passports,
    strangers: new Strangers(new AddressBudget(limits.strangersPerMinute, memory.now)),
    budgets: new CallerBudgets(config.callerLimits, memory.now),
    attachments: config.attachments && attachmentDoor({ store: config.attachments, secrets: config.passportSecrets, now: Date.now }),
    exports: files,
    corsOrigins: config.corsOrigins,
    live: {
      feed: (listener) =>
        createLiveFeed({ ...listener, kafka: config.kafka, log, onFatal: (reason, error) => lifecycle.fatal(reason, error) }),
      cursors: new Cursors(config.passportSecrets),
      heads: askHeads(Object.values(services), passports),
      clock,
    },
    documents: new TrustedDocuments({ ...config.trusted, own: ownDocuments(), introspection, log }),
    browsers: config.browsers && openBrowsers(config.browsers, { callers, sessions, addresses, now: Date.now, log }),
    introspection,
    pages: { console: config.browsers && readFrontEnd(built('console')), chat: readFrontEnd(built('widget')), chatIn: config.corsOrigins },
    host: config.host,
    port: config.port,
    log,
  });
  lifecycle.onStop('http', () => server.stop(), drainLimitMs);
  log.info({ port: server.port }, 'listening');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
