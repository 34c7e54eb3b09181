import { changeCategory, type ScriptCategory } from './script-category';

const category = (id: string, parentId: string | null, position = 0): ScriptCategory => ({ id, parentId, name: id, position });
const care = category('售后', null);
const returns = category('退换货', '售后');
const sales = category('售前', null, 1);
const all = [care, returns, sales];

it('KB-14 two levels are stored, each category behind its neighbours', () => {
  expect(changeCategory(all, null, { name: '物流' })).toEqual({ name: '物流', parentId: null, position: 2 });
  expect(changeCategory(all, null, { name: '退款', parentId: '售后' })).toEqual({ name: '退款', parentId: '售后', position: 1 });
  expect(changeCategory(all, returns, { parentId: '售前' })).toEqual({ name: '退换货', parentId: '售前', position: 0 });
  expect(changeCategory(all, returns, { parentId: null })).toEqual({ name: '退换货', parentId: null, position: 2 });
  expect(changeCategory(all, sales, { name: '购前' })).toEqual({ name: '购前', parentId: null, position: 1 });
});

it.each([
  ['below level 2', null, { name: '尺码', parentId: '退换货' }, 'CATEGORY_DEPTH', 'parentId'],
  ['by moving one that has children', care, { parentId: '售前' }, 'CATEGORY_DEPTH', 'parentId'],
  ['below itself', sales, { parentId: '售前' }, 'CATEGORY_DEPTH', 'parentId'],
  ['below one that there is not', null, { name: 'A', parentId: 'x' }, 'CATEGORY_NOT_FOUND', 'parentId'],
  ['of a neighbour’s name', null, { name: '售前' }, 'BAD_USER_INPUT', 'name'],
  ['without a name', null, {}, 'BAD_USER_INPUT', 'name'],
])('KB-14 a category %s is refused', (_how, before, change, code, field) => {
  expect(changeCategory(all, before, change)).toMatchObject({ outcome: 'refused', code, field });
});
