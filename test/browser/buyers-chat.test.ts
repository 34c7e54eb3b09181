import type { Page } from 'playwright-core';
import { newId } from '#libs/platform/process/ids';
import { accessibilityProblems } from '#test/kit/check-accessibility';
import { keepLook, newPage } from '#test/kit/chromium';
import { stageConsole, type ConsoleStage } from '#test/kit/console-stage';

jest.setTimeout(180_000);

let stage: ConsoleStage;
const opened: Page[] = [];

async function allowAnybody(allowed: boolean): Promise<void> {
  const source = 'mutation ($input: SetAnonymousBuyersInput!) { setAnonymousBuyers(input: $input) { buyerAccess { anonymous } } }';
  const input = { shopId: stage.shop.id, allowed, commandId: newId() };
  expect((await stage.system.graphql(stage.shop.tokenOf('owner'), source, { input })).errors).toEqual([]);
}

beforeAll(async () => {
  stage = await stageConsole();
  await stage.shop.hire('annie', ['AGENT']);
  await stage.shop.tell('annie', 'setCapacity', { maxCapacity: 1 });
});

afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
});

afterAll(() => stage?.stop());

async function chat(name: string, options = {}): Promise<Page> {
  const { page } = await newPage(stage.browser, options);
  opened.push(page);
  await page.goto(`${stage.system.process('gateway').url}/chat?shop=${stage.shop.id}&name=${name}`);
  return page;
}

const write = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('输入消息').fill(text);
  await page.keyboard.press('Enter');
};

it('a shop that lets no strangers in says so', async () => {
  const page = await chat('nobody');
  await page.getByText('此店铺需要登录后才能咨询').waitFor();
  await allowAnybody(true);
});

it('SES-1, RTE-27 a buyer writes and is answered; the next one is told its place, and is served when there is room', async () => {
  await stage.shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
  const first = await chat('小明');
  await write(first, '有货吗');
  await first.getByText('客服正在为您服务').waitFor();
  const { page: desk } = await stage.open('annie', '/w');
  opened.push(desk);
  await desk.getByRole('row').filter({ hasText: '小明' }).click();
  await desk.getByLabel('回复买家').fill('有货');
  await desk.keyboard.press('Enter');
  await first.getByRole('log').getByText('有货', { exact: true }).waitFor();
  const second = await chat('小红');
  await write(second, '在吗');
  await second.getByText('您排在第 1 位').waitFor();
  await stage.shop.tell('annie', 'setCapacity', { maxCapacity: 2 });
  await second.getByText('客服正在为您服务').waitFor();
});

it('the talk is found again after a reload, in the same browser', async () => {
  const page = await chat('小刚');
  await write(page, '第一句');
  await page.getByRole('log').getByText('第一句').waitFor();
  await page.reload();
  await page.getByRole('log').getByText('第一句').waitFor();
});

it('MET-20 when it has ended the buyer rates it, once', async () => {
  await stage.shop.tell('annie', 'setCapacity', { maxCapacity: 50 });
  const page = await chat('小丽');
  await write(page, '谢谢');
  await page.getByText('客服正在为您服务').waitFor();
  const { page: desk } = await stage.open('annie', '/w');
  opened.push(desk);
  await desk.getByRole('row').filter({ hasText: '小丽' }).click();
  await desk.getByLabel('回复买家').fill('不客气');
  await desk.keyboard.press('Enter');
  await page.getByRole('log').getByText('不客气', { exact: true }).waitFor();
  await desk.getByRole('button', { name: '结束会话' }).click();
  await desk.getByRole('button', { name: '结束会话' }).click();
  await page.getByRole('button', { name: '问题已解决' }).click();
  await page.getByRole('button', { name: '5 分' }).click();
  await page.getByText('感谢您的评价').waitFor();
});

it.each([
  ['zh-CN', 'light', 390, 844],
  ['en', 'dark', 1366, 768],
] as const)('the chat is accessible in %s, %s, %d wide', async (locale, colorScheme, width, height) => {
  const page = await chat('看看', { locale, colorScheme, viewport: { width, height } });
  await page.getByRole('textbox').fill('hello');
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText('hello').waitFor();
  await keepLook(page, `chat-${locale}-${colorScheme}-${width}`);
  expect(await accessibilityProblems(page)).toEqual([]);
});
