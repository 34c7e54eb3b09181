import type { NoticeHours } from '#libs/calendar/index';
import { answerQuestion } from './answer-question';
import { anAnswer, lamp } from './example-faq';
import { fillAnswer } from './fill-answer';

const hours: NoticeHours = {
  receptionHours: '10:00-19:00',
  nextOpeningAt: new Date('2026-03-03T02:00:00.000Z'),
  timeZone: 'Asia/Shanghai',
  language: 'zh',
};

describe('fillAnswer', () => {
  it.each([
    ['{商品名称}48小时内发货。接待时间{具体接待时间}', '台灯48小时内发货。接待时间10:00-19:00'],
    ['{productName}: {productDescription}, {nextOpening}', '台灯: 暖光,三档亮度, 3月3日10:00'],
    ['48小时内发货', '48小时内发货'],
  ])('SCH-16 product name, description and hours are filled in: %s', (answer, filled) => {
    expect(fillAnswer(answer, lamp, hours)).toBe(filled);
  });

  it.each(['{商品名称}有货', '{productDescription}'])('SCH-16 %s is no answer where the product is not known', (answer) => {
    expect(fillAnswer(answer, null, hours)).toBeNull();
    expect(fillAnswer(answer, { id: 'p1', name: null, description: null }, hours)).toBeNull();
  });

  it('SCH-16 what a product is called is never filled in again, and an answer is no longer than a message', () => {
    expect(fillAnswer('{productName}', { ...lamp, name: '{receptionHours}$&' }, hours)).toBe('{receptionHours}$&');
    expect(fillAnswer('{productDescription}'.repeat(20), { ...lamp, description: '😀'.repeat(1_000) }, hours)).toBe('😀'.repeat(5_000));
  });

  it('SCH-16 without hours an answer says that they will be told', () => {
    expect(fillAnswer('{receptionHours}', null, { ...hours, receptionHours: null, nextOpeningAt: null })).toBe('另行通知');
  });
});

describe('answerQuestion', () => {
  const named = anAnswer('named', ['多久发货'], { answer: '{商品名称}明天发货' });
  const general = anAnswer('general', ['发货'], { answer: '48小时内发货' });

  it('SCH-16 of the entries that fit, the best that can be filled in answers', () => {
    expect(answerQuestion({ entries: [general, named], text: '多久发货', product: lamp, hours })).toEqual({
      entryId: 'named',
      text: '台灯明天发货',
    });
    expect(answerQuestion({ entries: [general, named], text: '多久发货', product: null, hours })).toEqual({
      entryId: 'general',
      text: '48小时内发货',
    });
  });

  it('SCH-16 no match, and no text, are no answer', () => {
    expect(answerQuestion({ entries: [general], text: '在吗', product: lamp, hours })).toBeNull();
    expect(answerQuestion({ entries: [general], text: null, product: lamp, hours })).toBeNull();
  });
});
