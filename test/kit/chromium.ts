import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { repoRoot } from '#libs/platform/process/repo-root';

const path = process.env['JIEDAI_CHROMIUM'] ?? '/usr/bin/chromium';
const flags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

/** A real browser, as Debian has it. */
export async function startChromium(): Promise<Browser> {
  if (!existsSync(path))
    throw new Error(`There is no Chromium at ${path}: apt-get install chromium fonts-noto-cjk, or name yours in JIEDAI_CHROMIUM.`);
  return chromium.launch({ executablePath: path, args: flags });
}

/** A page of a browser nobody has used, with what it complains about. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts, refused files, breaches of the policy. */
  readonly complaints: string[];
}

export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}

/** Keeps how a page looks, for a person to see. */
export async function keepLook(page: Page, name: string): Promise<void> {
  const folder = join(repoRoot(), 'test-results');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
