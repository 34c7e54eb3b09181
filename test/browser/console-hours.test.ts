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
  await stage.shop.hire('annie', ['AGENT']);
});

afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
});

afterAll(() => stage?.stop());

async function hours(person = 'owner'): Promise<Page> {
  const { page } = await stage.open(person, '/hours');
  opened.push(page);
  await page.getByRole('heading', { name: '接待时间' }).waitFor();
  return page;
}

const ask = async (): Promise<{ state: string; version: number | null; weekly: unknown[] }> => {
  const query =
    'query ($id: ID!) { shop(id: $id) { reception { state version } receptionVersions(first: 1) { nodes { weekly { day start end } } } } }';
  const { shop } = await stage.shop.ask<{
    shop: { reception: { state: string; version: number | null }; receptionVersions: { nodes: { weekly: unknown[] }[] } };
  }>('owner', query, { id: stage.shop.id });
  return { ...shop.reception, weekly: shop.receptionVersions.nodes[0]?.weekly ?? [] };
};

it('SCH-7 a time that is none is marked with what would be right, and nothing is stored', async () => {
  const page = await hours();
  await page.getByRole('button', { name: '添加时段' }).first().click();
  await page.getByLabel('周一 开始').fill('9点');
  await page.getByLabel('周一 结束').fill('12:00');
  await page.getByRole('button', { name: '保存草稿并预览' }).click();
  await page.getByText('HH:mm from 00:00 to 23:59').waitFor();
  expect(await page.getByLabel('周一 开始').getAttribute('aria-invalid')).toBe('true');
  expect((await ask()).version).toBeNull();
});

it('SCH-1, SCH-11 by keyboard alone: a night window, a closure, previewed and published', async () => {
  const page = await hours();
  await page.getByRole('row', { name: /周五/ }).getByRole('button', { name: '添加时段' }).press('Enter');
  await page.getByLabel('周五 开始').fill('20:00');
  await page.keyboard.press('Tab');
  await page.keyboard.type('02:00');
  await page.getByRole('button', { name: '添加休息日' }).press('Enter');
  const name = page.getByLabel('名称');
  await name.fill('春节');
  const year = new Date().getUTCFullYear() + 1;
  await page.getByLabel('开始', { exact: true }).fill(`${year}-02-06`);
  await page.getByLabel('结束', { exact: true }).fill(`${year}-02-12`);
  await page.getByLabel('非接待时间通知').fill('我们的接待时间:{receptionHours}');
  await page.getByRole('button', { name: '保存草稿并预览' }).press('Enter');
  await page.getByRole('heading', { name: '预览' }).waitFor();
  await page
    .getByRole('cell', { name: /20:00-02:00/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: '发布', exact: true }).press('Enter');
  await eventually(async () => expect((await ask()).weekly).toEqual([{ day: 'FRIDAY', start: '20:00', end: '02:00' }]));
});

it('SCH-13 what a buyer would meet then is told, as the dry run says', async () => {
  const page = await hours();
  await page.getByRole('tab', { name: '试一试' }).click();
  const year = new Date().getUTCFullYear() + 1;
  await page.getByLabel('时间(店铺所在地)').fill(`${year}-02-06T21:00`);
  await page.getByLabel('买家发送').fill('在吗');
  await page.getByRole('button', { name: '试一试' }).click();
  await page.getByText('收到非接待时间通知').waitFor();
  await page.getByText('休息「春节」').waitFor();
});

it('a closure by hand acts at once, on every page, and is lifted', async () => {
  const page = await hours();
  await page.getByRole('button', { name: '临时开启 30 分钟' }).click();
  await page.getByRole('banner').getByText('接待中').waitFor();
  expect((await ask()).state).toBe('OPEN');
  await page.getByRole('button', { name: '临时关闭 30 分钟' }).click();
  await page.getByText('已临时关闭').waitFor();
  await page.getByRole('button', { name: '恢复正常' }).click();
  await eventually(async () => expect(await page.getByText('已临时关闭').count()).toBe(0));
});

it('PRM-2 an agent may look and is told who can let it change; once it has the permission it may', async () => {
  const page = await hours('annie');
  await page.getByText('修改需要权限 schedule:write').waitFor();
  expect(await page.getByRole('button', { name: '保存草稿并预览' }).count()).toBe(0);
  const grant = 'mutation ($input: GrantPermissionInput!) { grantPermission(input: $input) { account { id } } }';
  const input = { shopId: stage.shop.id, accountId: stage.shop.idOf('annie'), permission: 'schedule:write' };
  expect((await stage.system.graphql(stage.shop.tokenOf('owner'), grant, { input })).errors).toEqual([]);
  await page.getByRole('button', { name: '保存草稿并预览' }).waitFor();
});

it('the way back: a version is restored as a new one', async () => {
  const page = await hours();
  await page.getByLabel('周五 开始').fill('18:00');
  await page.getByRole('button', { name: '保存草稿并预览' }).click();
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await eventually(async () => expect((await ask()).weekly).toEqual([{ day: 'FRIDAY', start: '18:00', end: '02:00' }]));
  await page.getByRole('tab', { name: '版本' }).click();
  await page.getByRole('button', { name: '恢复此版本' }).last().click();
  await eventually(async () => expect((await ask()).weekly).toEqual([{ day: 'FRIDAY', start: '20:00', end: '02:00' }]));
});

it.each([
  ['zh-CN', 'light', 1366, 768],
  ['en', 'dark', 1920, 1080],
  ['zh-CN', 'light', 390, 844],
] as const)('hours are accessible in %s, %s, %d wide', async (locale, colorScheme, width, height) => {
  const { page } = await stage.open('owner', '/hours', { locale, colorScheme, viewport: { width, height } });
  opened.push(page);
  for (const tab of locale === 'en' ? ['Week', 'Calendar', 'Versions', 'Try it'] : ['每周时间', '日历', '版本', '试一试']) {
    await page.getByRole('tab', { name: tab }).click();
    await keepLook(page, `hours-${tab}-${locale}-${colorScheme}-${width}`);
    expect(await accessibilityProblems(page)).toEqual([]);
  }
});
