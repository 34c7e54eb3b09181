import { chooseEntries } from './faq-card';
import { anEntry } from './example-faq';

const known = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => anEntry(id));

describe('KB-2 the card', () => {
  it('holds five questions in the order in which they were chosen', () => {
    expect(chooseEntries(['c', 'a', 'e', 'd', 'b'], known)).toEqual(['c', 'a', 'e', 'd', 'b'].map((id) => anEntry(id)));
    expect(chooseEntries([], known)).toEqual([]);
  });

  it('does not hold six', () => {
    expect(chooseEntries(['a', 'b', 'c', 'd', 'e', 'f'], known)).toMatchObject({ code: 'FAQ_CARD_SIZE', field: 'entryIds' });
  });

  it('takes entries of the shop, each once, that are switched on', () => {
    expect(chooseEntries(['a', 'x'], known)).toMatchObject({ code: 'FAQ_ENTRY_NOT_FOUND', field: 'entryIds.1' });
    expect(chooseEntries(['a', 'b', 'a'], known)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'entryIds.2' });
    expect(chooseEntries(['o'], [anEntry('o', { enabled: false })])).toMatchObject({ code: 'BAD_USER_INPUT', field: 'entryIds.0' });
  });
});
