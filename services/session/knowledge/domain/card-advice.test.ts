import { anEntry, lamp } from './example-faq';
import { cardAdvice, previewCard } from './card-advice';

const entries = ['a', 'b', 'c', 'd', 'e'].map((id) => anEntry(id));

describe('KB-2 what is advised about a card', () => {
  it('is nothing for five questions that a click answers', () => {
    expect(cardAdvice(entries)).toEqual([]);
  });

  it('is that it is short', () => {
    expect(cardAdvice(entries.slice(1))).toMatchObject([{ code: 'FAQ_CARD_SHORT', field: 'entryIds' }]);
  });

  it('is that an answer names hours, which are known of a closed shop only', () => {
    const [, ...rest] = entries;
    expect(cardAdvice([...rest, anEntry('h', { answer: '{receptionHours}' })])).toMatchObject([
      { code: 'FAQ_NOT_ANSWERED', field: 'entryIds.4' },
    ]);
    expect(cardAdvice([...rest, anEntry('p', { answer: '{productName}' })])).toEqual([]);
  });
});

it('KB-4 a preview answers as a click would', () => {
  const asked = [anEntry('p', { question: '这是什么', answer: '{productName}' }), anEntry('h', { answer: '{nextOpening}' })];
  expect(previewCard(asked, lamp)).toEqual([
    { entryId: 'p', question: '这是什么', answer: '台灯' },
    { entryId: 'h', question: 'h?', answer: null },
  ]);
  expect(previewCard(asked, null)).toMatchObject([{ answer: null }, { answer: null }]);
});
