import type { Page } from 'playwright-core';
import { accessibilityProblems } from '#test/kit/check-accessibility';
import { keepLook } from '#test/kit/chromium';
import { eventually } from '#test/kit/eventually';
import { stageConsole, type ConsoleStage } from '#test/kit/console-stage';

jest.setTimeout(180_000);

let stage: ConsoleStage;
const opened: Page[] = [];

beforeAll(async () => {
  stage = await stageConsole();
  await stage.shop.hire('annie', ['AGENT']);
  await stage.shop.hire('bob', ['AGENT']);
  await stage.shop.tell('annie', 'setCapacity', { maxCapacity: 50 });
  await stage.shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
});

afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
});

afterAll(() => stage?.stop());

async function desk(person = 'annie', path = '/w'): Promise<Page> {
  const { page } = await stage.open(person, path);
  opened.push(page);
  return page;
}

/** Opens the talk with a buyer who has written to annie. */
async function talkWith(buyer: string, text = '在吗'): Promise<{ page: Page; id: string }> {
  const { id } = await stage.shop.writes(buyer, text);
  const page = await desk();
  await page.getByRole('row').filter({ hasText: buyer }).click();
  await page.getByLabel('回复买家').waitFor();
  return { page, id };
}

const said = async (id: string): Promise<string[]> => {
  const query = 'query ($id: ID!) { session(id: $id) { messages(first: 100) { nodes { sender text } } } }';
  const { session } = await stage.shop.ask<{ session: { messages: { nodes: { sender: string; text: string }[] } } }>('owner', query, {
    id,
  });
  return session.messages.nodes.map(({ sender, text }) => `${sender} ${text}`);
};

it('SES-1 a buyer writes, the row comes, the agent answers, and both see the same talk', async () => {
  const page = await desk();
  const { id } = await stage.shop.writes('b1', '有货吗');
  await page.getByRole('row').filter({ hasText: 'b1' }).click();
  await page.getByRole('log').getByText('有货吗').waitFor();
  await page.getByLabel('回复买家').fill('有的,今天发货');
  await page.keyboard.press('Enter');
  await page.locator('.message.agent:not(.on-its-way)').getByText('有的,今天发货').waitFor();
  expect(await said(id)).toEqual(['BUYER 有货吗', 'AGENT 有的,今天发货']);
  await stage.shop.writes('b1', '谢谢');
  await page.getByRole('log').getByText('谢谢').waitFor();
});

it('the Enter that confirms a pinyin word sends nothing; the next one does', async () => {
  const { page, id } = await talkWith('b-pinyin');
  await page.getByLabel('回复买家').focus();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 });
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', windowsVirtualKeyCode: 229 });
  await devtools.send('Input.insertText', { text: '你好' });
  expect(await page.getByLabel('回复买家').inputValue()).toBe('你好');
  expect(await said(id)).toEqual(['BUYER 在吗']);
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  await page.locator('.message.agent:not(.on-its-way)').getByText('你好').waitFor();
});

it('drafts survive switching and a reload, and none goes to another buyer', async () => {
  const second = await stage.shop.writes('b-draft-2');
  const { page, id } = await talkWith('b-draft-1');
  await page.getByLabel('回复买家').fill('只给一号');
  await page.getByRole('row').filter({ hasText: 'b-draft-2' }).click();
  await page.getByRole('heading', { name: 'b-draft-2' }).waitFor();
  expect(await page.getByLabel('回复买家').inputValue()).toBe('');
  await page.getByLabel('回复买家').fill('只给二号');
  await page.reload();
  await page.getByRole('heading', { name: 'b-draft-2' }).waitFor();
  await eventually(async () => expect(await page.getByLabel('回复买家').inputValue()).toBe('只给二号'));
  await page.getByRole('row').filter({ hasText: 'b-draft-1' }).click();
  await eventually(async () => expect(await page.getByLabel('回复买家').inputValue()).toBe('只给一号'));
  await page.keyboard.press('Tab');
  await page.getByLabel('回复买家').press('Enter');
  await page.locator('.message.agent:not(.on-its-way)').getByText('只给一号').waitFor();
  expect(await said(id)).toEqual(['BUYER 在吗', 'AGENT 只给一号']);
  expect((await said(second.id)).filter((each) => each.startsWith('AGENT'))).toEqual([]);
});

it('without a network what was sent waits, survives a reload, and is sent once', async () => {
  const { page, id } = await talkWith('b-net');
  await page.context().setOffline(true);
  await page.getByLabel('回复买家').fill('马上查');
  await page.keyboard.press('Enter');
  await page.getByText('等待网络恢复后发送').waitFor();
  await page.context().setOffline(false);
  await page.reload();
  await page.locator('.message.agent:not(.on-its-way)').getByText('马上查').waitFor();
  expect(await said(id)).toEqual(['BUYER 在吗', 'AGENT 马上查']);
});

it('SES-10 ending with a question unanswered asks first; then the slot is held and the row goes to those that ended', async () => {
  const { page, id } = await talkWith('b-end');
  await page.getByRole('button', { name: '结束会话' }).click();
  await page.getByRole('button', { name: '结束会话' }).click();
  await page.getByText('还有未回复的消息').waitFor();
  await page.getByRole('button', { name: '仍然结束' }).click();
  await page.locator('.talk-head').getByText('已结束,接待位保留中').waitFor();
  expect((await stage.shop.session(id)).state).toBe('ENDING');
});

it('RTE-62 a talk is given to a colleague with a note, who sees it at once', async () => {
  await stage.shop.tell('bob', 'setPresence', { presence: 'ONLINE' });
  await stage.shop.tell('bob', 'setPresence', { presence: 'REST' });
  const { page } = await talkWith('b-give', '要换货');
  const taker = await desk('bob');
  await page.getByRole('button', { name: '转接' }).click();
  await page.getByLabel('备注(可选)').fill('要换 42 码');
  await page.getByRole('dialog').getByRole('button', { name: 'bob' }).click();
  await page.getByText('bob 正在接待此会话').waitFor();
  await taker.getByRole('row').filter({ hasText: 'b-give' }).click();
  await taker.getByRole('log').getByText('要换货').waitFor();
});

it('RTE-39 two agents take the same buyer: one has it, the other is told by whom', async () => {
  await stage.shop.tell('annie', 'setPresence', { presence: 'REST' });
  await stage.shop.tell('bob', 'setPresence', { presence: 'REST' });
  const { id } = await stage.shop.writes('b-queue');
  const [first, second] = [await desk('annie', '/w?list=QUEUE'), await desk('bob', '/w?list=QUEUE')];
  const pull = (page: Page) => page.getByRole('row').filter({ hasText: 'b-queue' }).getByRole('button', { name: '接入' });
  await Promise.all([pull(first).waitFor(), pull(second).waitFor()]);
  await Promise.all([pull(first).click(), pull(second).click()]);
  await Promise.race([first, second].map((page) => page.getByText('该买家已被其他客服接入').waitFor()));
  expect((await stage.shop.session(id)).state).toBe('ACTIVE');
  await stage.shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
});

it('what a buyer writes is shown as text, whatever it is', async () => {
  const hostile = '<img src=x onerror=alert(1)> javascript:alert(1) https://a.example/x \u202egnp.exe';
  const { page } = await talkWith('b-<b>x</b>', hostile);
  await page.getByRole('log').getByText('<img src=x').waitFor();
  expect(await page.locator('.log img').count()).toBe(0);
  expect(await page.locator('.log a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
    'https://a.example/x',
  ]);
});

it.each([
  ['zh-CN', 'light', 1366, 768],
  ['en', 'dark', 1920, 1080],
  ['zh-CN', 'dark', 390, 844],
  ['en', 'light', 390, 844],
] as const)('INV-4 it says why, and is accessible: %s, %s, %d wide', async (locale, colorScheme, width, height) => {
  const { id } = await stage.shop.writes(`b-why-${locale}-${width}`, '为什么');
  const { page } = await stage.open('annie', `/w?session=${id}`, { locale, colorScheme, viewport: { width, height } });
  opened.push(page);
  await page.getByRole('tab', { name: locale === 'en' ? 'Why' : '分配原因' }).click();
  await page
    .getByText(/RTE-\d+/)
    .first()
    .waitFor();
  await keepLook(page, `workbench-${locale}-${colorScheme}-${width}`);
  expect(await accessibilityProblems(page)).toEqual([]);
});

it('RTE-28 what routing offers is on a list of its own with the time to answer; accepted it is the agent’s, declined it goes', async () => {
  await stage.shop.tell('owner', 'saveRoutingSettings', { offerTimeoutSeconds: 300 });
  const page = await desk();
  const offered = page.getByRole('button', { name: /^待接受/ });
  for (const [buyer, answer] of [
    ['offered1', '接受'],
    ['offered2', '拒绝'],
  ] as const) {
    const { id } = await stage.shop.writes(buyer, '在吗');
    await offered.click();
    const row = page.getByRole('row').filter({ hasText: buyer });
    await row.getByText(/请在 .* 内接受/).waitFor();
    await row.getByRole('button', { name: answer }).click();
    await row.waitFor({ state: 'detached' });
    const expected = answer === '接受' ? { state: 'ACTIVE', agent: { id: stage.shop.idOf('annie') } } : { state: 'QUEUED', agent: null };
    await eventually(async () => expect(await stage.shop.session(id)).toMatchObject(expected));
  }
  await stage.shop.tell('owner', 'saveRoutingSettings', { offerTimeoutSeconds: null });
});
