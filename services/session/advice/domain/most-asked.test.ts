import { comparable } from '../../knowledge/domain/comparable-text';
import { AskedTally, topicOf, type Topic } from './most-asked';

const topic = (key: string, ...phrases: readonly string[]): Topic => ({
  kind: 'ENTRY',
  key,
  question: `${key}?`,
  phrases: phrases.map(comparable),
});
const topics = [topic('shipping', '发货'), topic('size', '尺码'), topic('gift', '赠品'), topic('return', '退货'), topic('invoice', '发票')];
const at = new Date('2026-03-02T02:00:00Z');

function tallyOf(asked: Readonly<Record<string, number>>): AskedTally {
  const tally = new AskedTally(topics);
  for (const [text, times] of Object.entries(asked))
    for (let time = 0; time < times; time += 1) tally.add({ sessionId: `${text} ${time}`, buyerId: `b${time}`, text, at });
  return tally;
}

describe('KB-8 the most asked questions', () => {
  it('are the first five by frequency', () => {
    const tally = tallyOf({ 什么时候发货: 40, 尺码偏大吗: 30, 有赠品吗: 20, 可以退货吗: 15, 开发票: 9, 是什么品牌: 2 });
    expect(tally.first(5).map(({ question, sessions }) => [question, sessions])).toEqual([
      ['shipping?', 40],
      ['size?', 30],
      ['gift?', 20],
      ['return?', 15],
      ['invoice?', 9],
    ]);
  });

  it('count a session once, however often its buyer asks', () => {
    const tally = new AskedTally(topics);
    for (const text of ['多久发货', '还不发货', '多久发货']) tally.add({ sessionId: 's', buyerId: 'b', text, at });
    expect(tally.first(5)).toMatchObject([{ sessions: 1 }]);
  });

  it('are proposed in the buyers’ own words where nothing answers them and three buyers ask', () => {
    expect(tallyOf({ '能定制logo吗?': 3, 我叫王小明: 2 }).first(5)).toEqual([
      { topic: null, question: '能定制logo吗?', sessions: 3, lastAskedAt: at },
    ]);
  });

  it('are no greetings, nor what is too long to be a question', () => {
    expect(topicOf('在吗?', topics)).toBeNull();
    expect(topicOf('Hello!', topics)).toBeNull();
    expect(topicOf('字'.repeat(61), topics)).toBeNull();
    expect(topicOf('?!', topics)).toBeNull();
  });

  it('belong to the topic with the longest phrase', () => {
    const [freight] = [topic('freight', '退货运费')];
    expect(topicOf('退货运费谁出', [...topics, freight])).toBe(freight);
  });
});
