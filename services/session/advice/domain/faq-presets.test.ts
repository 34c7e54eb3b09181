import { presetNames } from '#libs/contracts/index';
import { changeEntry } from '../../knowledge/domain/change-entry';
import { faqPresets, presetsOf } from './faq-presets';
import { vaguePhraseOf } from '../../knowledge/domain/vague-reply';

describe('KB-6 presets', () => {
  it('have keys of their own', () => {
    expect(new Set(faqPresets.map(({ key }) => key)).size).toBe(faqPresets.length);
  });

  it.each(presetNames)('are enough for a card on %s, one for each question', (platform) => {
    const questions = presetsOf(platform).map(({ texts }) => texts.zh.question);
    expect(questions.length).toBeGreaterThanOrEqual(8);
    expect(new Set(questions).size).toBe(questions.length);
  });

  it.each(faqPresets.flatMap(({ key, texts }) => [[key, 'zh', texts.zh] as const, [key, 'en', texts.en] as const]))(
    '%s in %s can be saved, and KB-7 is definite',
    (_key, _language, content) => {
      expect(changeEntry(null, content)).toMatchObject({ question: content.question, answer: content.answer });
      expect(vaguePhraseOf(content.answer)).toBeNull();
    },
  );
});
