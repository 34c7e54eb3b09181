import { changeEntry } from './change-entry';
import { expectRevision } from './expect-revision';

const shipping = { question: '多久发货?', keywords: ['发货'], answer: '48小时内' };
const saved = { ...shipping, productIds: ['p1'], enabled: false, position: 3 };

it('KB-1 a new entry is enabled, of all products, at the first place, and known by its phrases', () => {
  expect(changeEntry(null, shipping)).toEqual({ ...shipping, productIds: [], enabled: true, position: 0, phrases: ['多久发货', '发货'] });
  expect(changeEntry(null, { question: 'A', answer: 'B' })).toMatchObject({ keywords: [], phrases: ['a'] });
});

it('RES-84 what a change does not name stays; null is none where there can be none', () => {
  expect(changeEntry(saved, { answer: '24小时内' })).toMatchObject({ ...saved, answer: '24小时内' });
  expect(changeEntry(saved, { keywords: null, productIds: null, enabled: null, question: null })).toMatchObject({
    ...saved,
    keywords: [],
    productIds: [],
    phrases: ['多久发货'],
  });
});

it('keywords and products that are named twice are kept once', () => {
  expect(changeEntry(null, { ...shipping, keywords: ['发货', '发货', '发 货'], productIds: ['p', 'p'] })).toMatchObject({
    keywords: ['发货', '发 货'],
    productIds: ['p'],
    phrases: ['多久发货', '发货'],
  });
});

it('SCH-16 RES-58 placeholders are kept under one name; one that nothing can be filled in for is refused', () => {
  expect(changeEntry(null, { ...shipping, answer: '{商品名称}{商品介绍}{具体接待时间}{下次接待时间}' })).toMatchObject({
    answer: '{productName}{productDescription}{receptionHours}{nextOpening}',
  });
  expect(changeEntry(null, { ...shipping, answer: '{订单号}已发货' })).toMatchObject({
    code: 'UNKNOWN_PLACEHOLDER',
    field: 'answer',
    expected: '{productName}, {productDescription}, {receptionHours}, {nextOpening}, and nothing else in braces',
  });
});

it.each([
  [{ answer: 'A' }, 'question'],
  [{ question: 'A' }, 'answer'],
  [{ ...shipping, question: '???' }, 'question'],
  [{ ...shipping, keywords: ['发货', '😀'] }, 'keywords.1'],
])('KB-1 %j is refused at %s', (change, field) => {
  expect(changeEntry(null, change)).toMatchObject({ outcome: 'refused', code: 'BAD_USER_INPUT', field });
});

it.each([
  [3, null, true],
  [3, 3, true],
  [0, 0, true],
  [3, 2, expect.objectContaining({ code: 'VERSION_CONFLICT', field: 'expectedRevision' })],
  [0, 1, expect.objectContaining({ code: 'VERSION_CONFLICT' })],
])('KB-1 an entry of revision %s, expected %s', (revision, expected, answer) => {
  expect(expectRevision(revision, expected)).toEqual(answer);
});
