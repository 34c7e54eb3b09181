/** A table; a cell's line breaks and bars would end it. */
export const tableOf = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(' | ')} |`).join('\n');

const cell = (text: string): string => text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');

export const code = (text: string): string => `\`${text}\``;

export const listed = (names: readonly string[]): string => names.map(code).join(', ');

/** A page: its title, whence it comes, and its parts. */
export const pageOf = (title: string, ...parts: readonly string[]): string =>
  `# ${title}\n\n${written}\n\n${parts.filter((part) => part !== '').join('\n\n')}\n`;

const written = 'Written by `npm run docs` from the code. Do not edit.';
