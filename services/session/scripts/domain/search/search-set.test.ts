import { aScript } from '../example-script';
import { exampleLibrary, searches } from './example-library';
import { ScriptIndex } from './script-index';

const filled = (): ScriptIndex => {
  const index = new ScriptIndex();
  exampleLibrary.forEach(([category, title, keywords, text], position) =>
    index.put(aScript(title, { keywords: keywords.split(' '), text, position }), [category]),
  );
  return index;
};

const index = filled();
const found = (query: string, pinyin = true, most = 5) =>
  index.search({ query, pinyin, most, isWanted: () => true }).map(({ script }) => script.id);

it('KB-15 of at least 60 searches 95 % have the expected script first, and all among the first three', () => {
  expect(searches.length).toBeGreaterThanOrEqual(60);
  const missed = searches.filter(([, query, title]) => found(query)[0] !== title);
  const rate = 1 - missed.length / searches.length;
  process.stdout.write(`Search set: ${searches.length} queries, ${(100 * rate).toFixed(1)} % first hits as expected\n`);
  for (const [how, query, title] of missed) process.stdout.write(`  ${how}: ${query} → ${found(query).join(', ')}; expected ${title}\n`);
  expect(rate).toBeGreaterThanOrEqual(0.95);
  for (const [, query, title] of searches) expect([query, found(query, true, 3)]).toEqual([query, expect.arrayContaining([title])]);
});

it('KB-15 pinyin can be off: then letters are letters', () => {
  expect(found('cuifahuo')).toContain('催发货');
  expect(found('cuifahuo', false)).toEqual([]);
  expect(found('cfh', false)).toEqual([]);
  expect(found('退货运', false)[0]).toBe('退货的运费谁承担');
});

it('KB-15 nonsense finds nothing, and neither does nothing', () => {
  for (const query of ['', '   ', '!!!', '😀', 'xqzvwk', '\u0000']) expect([query, found(query)]).toEqual([query, []]);
});
