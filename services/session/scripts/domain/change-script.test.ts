import { changeScript } from './change-script';
import { agentA, agentB, aScript, manager } from './example-script';
import { isValidOn } from './script';

const hello = { title: '问候', text: '您好' };
const saved = aScript('s', { text: '您好', images: ['i1'], keywords: ['hi'], validUntil: '2026-03-31', categoryId: 'c' });

it('KB-13 a new script is personal, of no category, valid for ever', () => {
  expect(changeScript(null, hello, agentA)).toEqual({
    ...hello,
    tier: 'PERSONAL',
    ownerId: 'A',
    department: null,
    offered: false,
    categoryId: null,
    images: [],
    keywords: [],
    validFrom: null,
    validUntil: null,
  });
});

it('RES-84 what a change does not name stays; null is none where there can be none', () => {
  expect(changeScript(saved, { title: '新' }, manager)).toMatchObject({
    title: '新',
    text: '您好',
    images: ['i1'],
    keywords: ['hi'],
    validUntil: '2026-03-31',
  });
  expect(
    changeScript(saved, { text: null, keywords: null, validUntil: null, categoryId: null, title: null, tier: null }, manager),
  ).toMatchObject({
    title: 's',
    tier: 'PUBLIC',
    text: null,
    keywords: [],
    validUntil: null,
    categoryId: null,
  });
});

it('KB-13 a department’s script is of the writer’s own unless it names another; a tier that is left forgets whose it was', () => {
  const keeper = { ...manager, department: 'sales' };
  expect(changeScript(null, { ...hello, tier: 'DEPARTMENT' }, keeper)).toMatchObject({ department: 'sales', ownerId: null });
  expect(changeScript(null, { ...hello, tier: 'DEPARTMENT', department: 'care' }, keeper)).toMatchObject({ department: 'care' });
  expect(changeScript(null, { ...hello, tier: 'DEPARTMENT' }, manager)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'department' });
  const personal = aScript('p', { tier: 'PERSONAL', ownerId: 'A', offered: true });
  expect(changeScript(personal, { tier: 'PUBLIC' }, manager)).toMatchObject({ tier: 'PUBLIC', ownerId: null, offered: false });
  expect(changeScript(personal, { title: 'mine now' }, manager)).toMatchObject({ code: 'FORBIDDEN' });
  expect(changeScript(null, { ...hello, tier: 'PUBLIC' }, agentB)).toMatchObject({ code: 'FORBIDDEN', field: 'tier' });
});

it('KB-19 placeholders are kept under one name; one that nothing can be filled in for is refused', () => {
  expect(changeScript(null, { ...hello, text: '我是{客服昵称},订单{订单号}' }, agentA)).toMatchObject({
    text: '我是{agentName},订单{orderId}',
  });
  expect(changeScript(null, { ...hello, text: '{天气}' }, agentA)).toMatchObject({ code: 'UNKNOWN_PLACEHOLDER', field: 'text' });
});

it.each([
  [{ text: '您好' }, 'BAD_USER_INPUT', 'title'],
  [{ title: 'A' }, 'BAD_USER_INPUT', 'text'],
  [{ ...hello, validFrom: '2026-02-30' }, 'INVALID_RANGE', 'validFrom'],
  [{ ...hello, validUntil: '2026' }, 'INVALID_RANGE', 'validUntil'],
  [{ ...hello, validFrom: '2026-03-02', validUntil: '2026-03-01' }, 'INVALID_RANGE', 'validUntil'],
])('%j is refused', (change, code, field) => {
  expect(changeScript(null, change, agentA)).toMatchObject({ outcome: 'refused', code, field });
});

it.each([
  ['2026-02-28', false],
  ['2026-03-01', true],
  ['2026-03-31', true],
  ['2026-04-01', false],
])('a script of March on %s: %s', (date, valid) => {
  expect(isValidOn({ validFrom: '2026-03-01', validUntil: '2026-03-31' }, date)).toBe(valid);
});
