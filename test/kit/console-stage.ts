import type { Browser, BrowserContextOptions } from 'playwright-core';
import { newId } from '#libs/platform/process/ids';
import { newPage, startChromium, type WatchedPage } from './chromium';
import { OidcProvider } from './oidc-provider';
import { stageShop, type StagedShop } from './staged-shop';
import { startSystem, type TestSystem } from './start-system';
import type { SystemOptions } from './system-options';

/** A running system with a shop, and browsers whose people log in at the shop's company. */
export interface ConsoleStage {
  readonly system: TestSystem;
  readonly shop: StagedShop;
  readonly browser: Browser;
  /** Opens a page of the console as one of the shop's people, in a browser of their own. */
  open(person: string, path: string, options?: BrowserContextOptions): Promise<WatchedPage>;
  stop(): Promise<void>;
}

export async function stageConsole(options: SystemOptions = {}): Promise<ConsoleStage> {
  const provider = new OidcProvider();
  await provider.start();
  const login = { issuer: provider.issuer, clientId: 'jiedai-web' };
  const env = { JIEDAI_LOGIN: JSON.stringify(login), JIEDAI_COOKIE_KEYS: 'k'.repeat(32), ...options.env };
  const [system, browser] = await Promise.all([startSystem({ ...options, env }), startChromium()]);
  const shop = await stageShop(system, { name: '灯具店' });
  const url = system.process('gateway').url;
  return {
    system,
    shop,
    browser,
    async open(person, path, context) {
      await bind(system, shop, provider, person);
      const opened = await newPage(browser, context);
      await opened.page.goto(`${url}/auth/login?returnTo=${encodeURIComponent(path)}`);
      await opened.page.locator('.shell').waitFor();
      return opened;
    },
    async stop() {
      await browser.close();
      await system.stop();
      await provider.stop();
    },
  };
}

/** From now on whoever logs in at the company is this person. */
async function bind(system: TestSystem, shop: StagedShop, provider: OidcProvider, person: string): Promise<void> {
  provider.subject = `${person}@company`;
  const source = 'mutation ($input: BindAccountInput!) { bindAccount(input: $input) { account { id } } }';
  const identity = { issuer: provider.issuer, subject: provider.subject };
  const input = { shopId: shop.id, accountId: shop.idOf(person), identity, commandId: newId() };
  const { errors } = await system.graphql(shop.tokenOf('owner'), source, { input });
  if (errors.length > 0) throw new Error(`${person} cannot log in: ${JSON.stringify(errors)}`);
}
