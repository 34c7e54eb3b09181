import { selectedText } from './selected-text';

const both = `query Who { viewer { ...V } } fragment V on Viewer { id }
subscription Live { inboxChanged { ...C } } fragment C on InboxChange { reason }`;

describe('of a document with a subscription', () => {
  it('the query that is named is asked, with its own fragments', () => {
    const text = selectedText(both, 'Who').replace(/\s+/g, ' ');
    expect(text).toBe('query Who { viewer { ...V } } fragment V on Viewer { id }');
  });

  it.each([
    ['no operation is named', both, undefined],
    ['another one is named', both, 'Nobody'],
    ['the subscription is named', both, 'Live'],
    ['it cannot be read', `${both} {`, 'Who'],
    ['it has no subscription, but the word', 'query Who { subscription }', 'Who'],
  ])('nothing is changed where %s', (_what, text, name) => {
    expect(selectedText(text, name)).toBe(text);
  });
});
