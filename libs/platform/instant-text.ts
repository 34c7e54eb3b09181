const remembered = 1_000;
const texts = new Map<number, string>();

/** An instant as RFC 3339, UTC, in milliseconds. Rows that are written together name few instants many times, so the last ones are remembered. */
export function instantText(instant: Date): string {
  const at = instant.getTime();
  const known = texts.get(at);
  if (known !== undefined) return known;
  if (texts.size >= remembered) texts.clear();
  const text = instant.toISOString();
  texts.set(at, text);
  return text;
}
