import { vaguePhraseOf } from './vague-reply';

describe('KB-7 a reply that says nothing definite', () => {
  it.each([
    ['Let me look into this for you.', 'look into'],
    ['I’LL CHECK with the warehouse', "i'll check"],
    ['亲,我帮您看看哦', '帮您看看'],
    ['大概三天吧', '大概'],
    ['我们会尽快处理', '尽快'],
  ])('%s', (reply, phrase) => {
    expect(vaguePhraseOf(reply)).toBe(phrase);
  });

  it.each([
    "Sorry, we don't have a free gift for this product now, but it is on sale",
    'Mayberry lamps ship within 48 hours.',
    '付款后48小时内发货,默认中通快递。',
  ])('is not: %s', (reply) => {
    expect(vaguePhraseOf(reply)).toBeNull();
  });
});
