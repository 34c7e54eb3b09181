import type { Page } from 'playwright-core';
import { accessibilityProblems } from '#test/kit/check-accessibility';
import { keepLook } from '#test/kit/chromium';
import { stageConsole, type ConsoleStage } from '#test/kit/console-stage';
import { eventually } from '#test/kit/eventually';

jest.setTimeout(180_000);

let stage: ConsoleStage;
const opened: Page[] = [];

beforeAll(async () => {
  stage = await stageConsole();
  for (const person of ['annie', 'bob']) {
    await stage.shop.hire(person, ['AGENT']);
    await stage.shop.tell(person, 'setPresence', { presence: 'ONLINE' });
  }
  await stage.shop.writes('老张', '什么时候发货');
});

afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
});

afterAll(() => stage?.stop());

async function open(path: string, person = 'owner'): Promise<Page> {
  const { page } = await stage.open(person, path);
  opened.push(page);
  return page;
}

it('RTE-25 a manager sets another’s capacity and presence, and sees whether buyers come', async () => {
  const page = await open('/agents');
  await page.getByLabel('annie 的最大接待量').fill('7');
  await page.keyboard.press('Enter');
  await page.getByText('/7').waitFor();
  await page.getByLabel('annie 的状态').selectOption('REST');
  await page.getByText('否:小休').waitFor();
  await page.getByLabel('annie 的状态').selectOption('ONLINE');
  await page.getByText('否:小休').waitFor({ state: 'detached' });
});

it('a session is found by what was written, and opens where it can be read', async () => {
  const page = await open('/sessions');
  await page.getByLabel('买家、备注或消息').fill('发货');
  await page.getByText('1 个会话').waitFor();
  await page.getByRole('cell').getByRole('link').click();
  await page.getByRole('log').getByText('什么时候发货').waitFor();
});

it('MET-21 figures are those of the report, and lead to their sessions', async () => {
  const page = await open('/figures');
  const volume = page.getByRole('row').filter({ hasText: '咨询量' });
  await volume.waitFor();
  await eventually(
    async () => {
      await page.reload();
      await volume.waitFor();
      expect(await volume.innerText()).toMatch(/咨询量\s+1\s/);
    },
    { timeoutMs: 30_000 },
  );
  await volume.getByRole('button').click();
  await page.getByRole('dialog').getByText('老张').waitFor();
});

it('PRM-1 rights say where they come from; a grant acts at once and is taken back', async () => {
  const page = await open('/people');
  const bob = page.getByRole('row').filter({ hasText: 'bob' });
  await bob.getByRole('button', { name: '权限' }).click();
  await page.getByLabel('授予权限').selectOption('schedule:write');
  await page.getByRole('button', { name: '授权' }).click();
  const line = page.getByRole('dialog').getByRole('row').filter({ hasText: 'schedule:write' });
  await line.getByText('授权').first().waitFor();
  await line.getByRole('button', { name: '收回' }).click();
  await line.waitFor({ state: 'detached' });
  await page.getByText('取消', { exact: true }).click();
  await page.getByRole('tab', { name: '操作记录' }).click();
  await page.getByText('revokePermission').first().waitFor();
});

it('PRM-3 a sub-account is created, kept from buyers, and deactivated', async () => {
  const page = await open('/people');
  await page.getByLabel('姓名').fill('小新');
  await page.getByRole('button', { name: '新建账号' }).click();
  const row = page.getByRole('row').filter({ hasText: '小新' });
  await row.waitFor();
  await row.getByLabel('不参与分配').click();
  await row.getByText('不参与分配').first().waitFor();
  await row.getByRole('button', { name: '停用' }).click();
  await row.getByText('已停用').waitFor();
});

it('what somebody chose is kept with the account: language and the key that sends', async () => {
  const page = await open('/me', 'bob');
  await page.getByLabel('发送方式').selectOption('CTRL_ENTER');
  await page.getByLabel('语言').selectOption('en');
  await page.getByRole('heading', { name: 'My settings' }).waitFor();
  const query = '{ viewer { account { preferences { language sendKey } } } }';
  await eventually(async () =>
    expect(await stage.shop.ask('bob', query)).toEqual({
      viewer: { account: { preferences: { language: 'EN', sendKey: 'CTRL_ENTER' } } },
    }),
  );
});

it('RTE-7 groups are bound to statuses, warned of, and tried out', async () => {
  const page = await open('/routing');
  await page.getByLabel('新分组名称').fill('售后组');
  await page.getByRole('button', { name: '新建分组' }).click();
  await page.getByLabel('售后组 接待 售后中').click();
  await page.getByLabel('annie 属于 售后组').click();
  await page.getByLabel('分流方式').selectOption('GROUP');
  await page.getByText('生效', { exact: true }).waitFor();
  await page.getByLabel('订单状态').selectOption('AFTER_SALES');
  await page.getByRole('button', { name: '试一试' }).click();
  await page.getByText('分配给客服').waitFor();
  await page.getByLabel('分流方式').selectOption('BASIC');
});

it('KB-15 a script is written, found by the initials of its pinyin, and changed', async () => {
  const page = await open('/scripts');
  await page.getByRole('button', { name: '新建话术' }).click();
  await page.getByLabel('标题').fill('发货时间');
  await page.getByLabel('内容').fill('今天下单,明天发货。');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('今天下单,明天发货。').waitFor();
  await page.getByLabel('搜索话术(支持拼音首字母)').fill('fhsj');
  await page.getByText('发货时间').waitFor();
  await page.getByRole('button', { name: '编辑' }).click();
  await page.getByLabel('内容').fill('后天发货。');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('后天发货。').waitFor();
});

it('KB-2 a common question is answered and put on the card', async () => {
  const page = await open('/knowledge');
  await page.getByRole('button', { name: '新建问题' }).click();
  await page.getByLabel('问题', { exact: true }).fill('什么时候发货');
  await page.getByLabel('回答').fill('付款后两天内发货。');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('付款后两天内发货。').waitFor();
  await page.getByLabel('卡片显示:什么时候发货').click();
  await page.getByRole('listitem').getByText('什么时候发货').first().waitFor();
});

it('holiday mode closes the shop on every page, and ends; a key’s secret is shown once', async () => {
  const page = await open('/shop');
  await page.getByRole('button', { name: '暂停 30 分钟' }).click();
  await page.getByRole('banner').getByText('非接待时间').waitFor();
  await page.getByRole('button', { name: '关闭' }).click();
  await page.getByRole('banner').getByText('接待中').waitFor();
  await page.getByLabel('名称').fill('仓库');
  await page.getByRole('button', { name: '新建密钥' }).click();
  await page.getByText('密钥只显示这一次').waitFor();
  await page.reload();
  await page.getByText('仓库').waitFor();
  expect(await page.getByText('密钥只显示这一次').count()).toBe(0);
});

const pages = ['/agents', '/sessions', '/figures', '/people', '/me', '/routing', '/scripts', '/knowledge', '/shop'];

it.each([
  ['zh-CN', 'light', 1366, 768],
  ['en', 'dark', 1920, 1080],
  ['zh-CN', 'dark', 390, 844],
] as const)('the pages are accessible in %s, %s, %d wide', async (locale, colorScheme, width, height) => {
  const { page } = await stage.open('owner', '/me', { locale, colorScheme, viewport: { width, height } });
  opened.push(page);
  for (const path of pages) {
    await page.goto(stage.system.process('gateway').url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(700);
    await keepLook(page, `page${path.replace('/', '-')}-${locale}-${colorScheme}-${width}`);
    expect([path, await accessibilityProblems(page)]).toEqual([path, []]);
  }
});
