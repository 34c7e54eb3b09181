import { accessibilityProblems } from '#test/kit/check-accessibility';
import { keepLook } from '#test/kit/chromium';
import { stageConsole, type ConsoleStage } from '#test/kit/console-stage';

jest.setTimeout(120_000);

let stage: ConsoleStage;

beforeAll(async () => {
  stage = await stageConsole();
  await stage.shop.hire('annie', ['AGENT']);
  await stage.shop.tell('annie', 'setCapacity', { maxCapacity: 1 });
  await stage.shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
});

// An account has ten streams at most.
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
});

afterAll(() => stage?.stop());

it('a manager sees at once that a buyer waits, why, and what helps', async () => {
  const { page, complaints } = await stage.open('owner', '/board');
  await page.getByText('一切正常').waitFor();
  await stage.shop.writes('b1');
  await page.getByText('在线客服均已满载,下一位买家将排队').waitFor();
  await stage.shop.writes('b2');
  await page.getByText('“全部”有1位买家在排队').waitFor();
  await page.getByText('建议:提高最大接待量').first().waitFor();
  await stage.shop.tell('annie', 'setCapacity', { maxCapacity: 3 });
  await page.getByText('一切正常').waitFor();
  expect(complaints).toEqual([]);
});

it('PRM-1 a page that somebody may not use says for whom it is', async () => {
  const { page } = await stage.open('annie', '/board');
  await page.getByText('此页面仅供以下角色使用:店主, 管理员, 客服主管。').waitFor();
  expect(await page.getByRole('navigation').getByText('看板').count()).toBe(0);
});

it('no token is in the page, its address or what it keeps', async () => {
  const { page } = await stage.open('owner', '/board');
  const kept = await page.evaluate<string>('JSON.stringify([location.href, document.cookie, { ...localStorage }, { ...sessionStorage }])');
  expect(kept).not.toMatch(/eyJ|token/i);
  expect(page.url()).toBe(`${stage.system.process('gateway').url}/board`);
});

it.each([
  ['zh-CN', 'light'],
  ['zh-CN', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
] as const)('the board is accessible in %s, %s', async (locale, colorScheme) => {
  const { page } = await stage.open('owner', '/board', { locale, colorScheme });
  await page.getByRole('table').first().waitFor();
  await keepLook(page, `board-${locale}-${colorScheme}`);
  expect(await accessibilityProblems(page)).toEqual([]);
});

it('it comes back by itself when the gateway was away', async () => {
  const { page } = await stage.open('owner', '/board');
  await page.getByRole('status').getByText('实时').waitFor();
  const gateway = stage.system.process('gateway');
  await gateway.stop();
  await page.getByRole('status').getByText('离线').waitFor();
  await gateway.start();
  await page.getByRole('status').getByText('实时').waitFor();
});
