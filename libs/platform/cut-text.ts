const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** At most `most` UTF-16 units of a text, never cut inside a character, so that no half of an emoji is left. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (const { index, segment } of characters.segment(text)) {
    if (index + segment.length > most) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
