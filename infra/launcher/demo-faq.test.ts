import { answerQuestion } from '#services/session/knowledge/domain/answer-question';
import { changeEntry } from '#services/session/knowledge/domain/change-entry';
import { demoFaq } from './demo-faq';

const entries = demoFaq.map((entry, index) => {
  const changed = changeEntry(null, entry);
  if ('outcome' in changed) throw new Error(changed.message);
  return { ...changed, id: String(index) };
});
const hours = {
  receptionHours: '10:00-19:00',
  nextOpeningAt: new Date('2026-03-03T02:00:00Z'),
  timeZone: 'Asia/Shanghai',
  language: 'zh',
} as const;
const product = { id: null, name: '台灯', description: '暖光' };

it.each([
  ['你好,多久发货?', '付款后48小时内发货。客服接待时间:10:00-19:00。'],
  ['When do you ship?', '付款后48小时内发货。客服接待时间:10:00-19:00。'],
  ['可以退货吗', '签收后7天内,不影响二次销售即可退货。请先留言,我们3月3日10:00起为您处理。'],
  ['这是什么材质', '台灯:暖光。'],
  ['在吗', undefined],
])('SCH-16 the demo shop answers "%s" at night', (text, answer) => {
  expect(answerQuestion({ entries, text, product, hours })?.text).toBe(answer);
});
