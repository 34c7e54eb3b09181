/** What can stand in braces in a text, by the names that are kept, each with all its names: `{name}` and Chinese aliases (RES-58). */
export type Placeholders<N extends string> = Readonly<Record<N, readonly string[]>>;

const braces = /\{([^{}]*)\}/g;

const keptName = <N extends string>(names: Placeholders<N>, name: string): N | undefined =>
  (Object.keys(names) as N[]).find((kept) => names[kept].includes(name));

/** The placeholders of a text under the names that are kept, and those that nobody knows. */
export function placeholdersOf<N extends string>(
  names: Placeholders<N>,
  text: string,
): { readonly known: readonly N[]; readonly unknown: readonly string[] } {
  const found = [...text.matchAll(braces)].map(([, name]) => name ?? '');
  return {
    known: found.flatMap((name) => keptName(names, name) ?? []),
    unknown: found.filter((name) => keptName(names, name) === undefined),
  };
}

/** The text with each alias under the name that is kept. */
export const withNames = <N extends string>(names: Placeholders<N>, text: string): string =>
  text.replaceAll(braces, (_whole, name: string) => `{${keptName(names, name) ?? name}}`);

/** The text with its placeholders filled in; what is unknown stays as it stands. */
export const fillIn = <N extends string>(names: Placeholders<N>, text: string, values: Readonly<Record<N, string>>): string =>
  text.replaceAll(braces, (whole, name: string) => {
    const kept = keptName(names, name);
    return kept === undefined ? whole : values[kept];
  });
