import fc from 'fast-check';
import { aScript } from '../example-script';
import { exampleLibrary } from './example-library';
import { ScriptIndex, type Searched } from './script-index';

const all = () => true;
const ids = (index: ScriptIndex, query: string, isWanted: (script: Searched) => boolean = all) =>
  index.search({ query, pinyin: true, most: 10, isWanted }).map(({ script }) => script.id);

it('KB-15 what changes is found as it is now, what is gone is not', () => {
  const index = new ScriptIndex();
  index.put(aScript('a', { title: '发货', text: null }), []);
  expect(ids(index, '发货')).toEqual(['a']);
  index.put(aScript('a', { title: '退款', text: null }), []);
  expect([ids(index, '发货'), ids(index, '退款')]).toEqual([[], ['a']]);
  index.remove('a');
  index.remove('a');
  expect([ids(index, '退款'), index.size]).toEqual([[], 0]);
});

it('KB-15 only what is wanted is found, however much else is nearer', () => {
  const index = new ScriptIndex();
  for (let number = 0; number < 400; number += 1) index.put(aScript(`other ${number}`, { title: '发货' }), []);
  index.put(aScript('mine', { title: '今天发货吗', tier: 'PERSONAL', ownerId: 'A' }), []);
  expect(ids(index, '发货', ({ ownerId }) => ownerId === 'A')).toEqual(['mine']);
});

it('KB-15 a title comes before a keyword, a category and a text; of equals the order that people gave', () => {
  const index = new ScriptIndex();
  index.put(aScript('text', { title: 'A', text: '今天发货', position: 1 }), []);
  index.put(aScript('category', { title: 'B', text: null, position: 2 }), ['发货']);
  index.put(aScript('keyword', { title: 'C', text: null, keywords: ['发货'], position: 3 }), []);
  index.put(aScript('later', { title: '发货', text: null, position: 5 }), []);
  index.put(aScript('earlier', { title: '发货', text: null, position: 4 }), []);
  expect(ids(index, '发货')).toEqual(['earlier', 'later', 'keyword', 'category', 'text']);
});

it('KB-15 the order is the same however the library came about', () => {
  const scripts = exampleLibrary.map(([category, title, keywords, text], position) => ({
    script: aScript(title, { keywords: keywords.split(' '), text, position }),
    category,
  }));
  const straight = new ScriptIndex();
  for (const { script, category } of scripts) straight.put(script, [category]);
  fc.assert(
    fc.property(
      fc.array(fc.nat(scripts.length - 1), { maxLength: 200 }),
      fc.constantFrom('发货', 'fh', 'tuihuo', '退', 'size', '运费', 'y'),
      (churn, query) => {
        const churned = new ScriptIndex();
        for (const at of churn) churned.put({ ...scripts[at]!.script, title: `${at}` }, []);
        for (const { script, category } of scripts) churned.put(script, [category]);
        expect(ids(churned, query)).toEqual(ids(straight, query));
      },
    ),
    { numRuns: 50 },
  );
});

it('what has changed often takes no more room than what is there', () => {
  const index = new ScriptIndex();
  for (let round = 0; round < 5_000; round += 1) index.put(aScript(`s${round % 3}`, { title: `发货${round}` }), []);
  expect(index.size).toBe(3);
  expect(ids(index, '发货').sort()).toEqual(['s0', 's1', 's2']);
});
