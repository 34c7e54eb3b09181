import type { Caller } from '#libs/platform/access/caller';
import { startShopGraph, type ShopGraph } from '#test/kit/shop-graph';

let graph: ShopGraph;

beforeAll(async () => {
  graph = await startShopGraph('shop-preferences-test');
});

afterAll(() => graph.close());

const fields = 'language sounds sendKey notify';
const update = (by: Caller, change: object) => graph.act(by, 'updatePreferences', change, `preferences { ${fields} }`);

async function read(by: Caller, of: Caller): Promise<unknown> {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Account { preferences { ${fields} } } } }`;
  return (await graph.ask(by, query, { of: [{ __typename: 'Account', id: of.account }] })).data['_entities'];
}

it('RES-84 preferences are the usual ones until the holder says otherwise, field by field', async () => {
  const shop = await graph.open();
  const annie = await shop.hire('AGENT');
  expect(await read(annie, annie)).toEqual([{ preferences: { language: 'ZH_CN', sounds: true, sendKey: 'ENTER', notify: true } }]);
  await update(annie, { language: 'EN', commandId: 'c' });
  expect((await update(annie, { sounds: false, language: null })).done).toEqual({
    preferences: { language: 'EN', sounds: false, sendKey: 'ENTER', notify: true },
  });
  expect((await update(annie, { language: 'EN', commandId: 'c' })).done).toEqual({
    preferences: { language: 'EN', sounds: true, sendKey: 'ENTER', notify: true },
  });
  expect(await read(annie, annie)).toEqual([{ preferences: { language: 'EN', sounds: false, sendKey: 'ENTER', notify: true } }]);
});

it('SES-18 new messages bring a notice until the agent says otherwise', async () => {
  const shop = await graph.open();
  const annie = await shop.hire('AGENT');
  expect(await read(annie, annie)).toMatchObject([{ preferences: { notify: true } }]);
  await update(annie, { notify: false });
  expect(await read(annie, annie)).toMatchObject([{ preferences: { notify: false, sounds: true } }]);
});

it('they are nobody else’s, not even the main account’s', async () => {
  const shop = await graph.open();
  const [annie, bo] = [await shop.hire('AGENT'), await shop.hire('AGENT')];
  await update(annie, { sendKey: 'CTRL_ENTER' });
  expect([await read(bo, annie), await read(shop.owner, annie)]).toEqual(Array(2).fill([{ preferences: null }]));
  expect(await read(bo, bo)).toMatchObject([{ preferences: { sendKey: 'ENTER' } }]);
  expect((await update(shop.as('CONNECTOR'), { sounds: false })).refusal).toMatchObject({ code: 'FORBIDDEN' });
});
