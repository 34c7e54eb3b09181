import fc from 'fast-check';
import { anAnswer, lamp } from './example-faq';
import { matchFaq } from './match-faq';

const shipping = anAnswer('shipping', ['多久发货', '发货']);
const returns = anAnswer('returns', ['怎么退货', '退货', '运费']);
const ids = (...args: Parameters<typeof matchFaq>): string[] => matchFaq(...args).map(({ entry }) => entry.id);

describe('matchFaq', () => {
  it('SCH-16 finds the entry whose question or keyword the message contains; others are none', () => {
    expect(ids([shipping, returns], '你好,多久发货?', null)).toEqual(['shipping']);
    expect(ids([shipping, returns], '退货的运费谁承担', null)).toEqual(['returns']);
    expect(ids([shipping, returns], '在吗', null)).toEqual([]);
    expect(ids([], '多久发货', null)).toEqual([]);
  });

  it('SCH-16 the longest phrase in the message comes first', () => {
    const change = anAnswer('change', ['退货改换货']);
    expect(ids([returns, change], '可以退货改换货吗', null)).toEqual(['change', 'returns']);
    expect(matchFaq([shipping], '多久发货', null)[0]!.phrase).toBe('多久发货');
  });

  it('SCH-16 of two that fit alike the lower position, then the id', () => {
    const [a, b, c] = [
      anAnswer('a', ['发货'], { position: 2 }),
      anAnswer('b', ['发货'], { position: 1 }),
      anAnswer('c', ['发货'], { position: 1 }),
    ];
    expect(ids([c, a, b], '发货', null)).toEqual(['b', 'c', 'a']);
  });

  it('SCH-16 an entry of the product that the buyer looks at comes before one of all products; one of another product does not fit', () => {
    const ofLamp = anAnswer('lamp', ['发货'], { productIds: ['p1'] });
    const ofDesk = anAnswer('desk', ['发货'], { productIds: ['p2'] });
    expect(ids([shipping, ofLamp, ofDesk], '多久发货', lamp)).toEqual(['lamp', 'shipping']);
    expect(ids([shipping, ofLamp, ofDesk], '多久发货', null)).toEqual(['shipping']);
    expect(ids([shipping, ofLamp, ofDesk], '多久发货', { ...lamp, id: null })).toEqual(['shipping']);
  });

  it('SCH-16 the order in which entries are kept decides nothing', () => {
    const words = ['发货', '多久发货', '退货', 'ship', '7天'];
    const anEntry = fc.record({
      phrases: fc.uniqueArray(fc.constantFrom(...words), { minLength: 1 }),
      position: fc.integer({ min: 0, max: 2 }),
      productIds: fc.constantFrom<string[]>([], ['p1'], ['p2']),
    });
    fc.assert(
      fc.property(fc.array(anEntry, { maxLength: 6 }), fc.array(fc.constantFrom(...words, '请问', ' ', '?')), (made, said) => {
        const entries = made.map(({ phrases, ...more }, index) => anAnswer(`e${index}`, phrases, more));
        const [one, other] = [entries, [...entries].reverse()].map((each) => ids(each, said.join(''), lamp));
        expect(one).toEqual(other);
      }),
    );
  });
});
