import { changeProfile, joinProfiles } from './buyer-profile';

const loose = { interests: ['宽松'], sizes: [{ name: '上衣', value: 'L' }], note: '怕冷' };

describe('CARE-13 a profile', () => {
  it('RES-84 keeps what a save does not name; null is none', () => {
    expect(changeProfile(null, { interests: ['宽松', '宽松'] })).toEqual({ interests: ['宽松'], sizes: [], note: null });
    expect(changeProfile(loose, { note: '不怕冷' })).toEqual({ ...loose, note: '不怕冷' });
    expect(changeProfile(loose, { interests: null, note: null })).toEqual({ interests: [], sizes: loose.sizes, note: null });
  });

  it('of one person known twice has what either knows, the first before the second', () => {
    const other = {
      interests: ['宽松', '棉'],
      sizes: [
        { name: '上衣', value: 'M' },
        { name: '鞋', value: '42' },
      ],
      note: null,
    };
    expect(joinProfiles([loose, other])).toEqual({
      interests: ['宽松', '棉'],
      sizes: [loose.sizes[0], { name: '鞋', value: '42' }],
      note: '怕冷',
    });
    expect(joinProfiles([])).toEqual({ interests: [], sizes: [], note: null });
  });
});
