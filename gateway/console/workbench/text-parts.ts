export type TextPart =
  { readonly kind: 'TEXT'; readonly text: string } | { readonly kind: 'LINK'; readonly text: string; readonly href: string };

const address = /https?:\/\/[^\s<>"'，。；！？、）】]+/g;

/** A message's text with the addresses in it. Only http and https are links; everything else is shown as it is. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const shown = found.replace(/[).,;!?]+$/, '');
    if (!URL.canParse(shown)) continue;
    if (index > from) parts.push({ kind: 'TEXT', text: text.slice(from, index) });
    parts.push({ kind: 'LINK', text: shown, href: new URL(shown).href });
    from = index + shown.length;
  }
  if (from < text.length) parts.push({ kind: 'TEXT', text: text.slice(from) });
  return parts;
}
