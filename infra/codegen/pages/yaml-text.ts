/** Plain data as YAML. Texts are quoted as in JSON, which YAML reads alike. */
export function yamlText(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return value.length === 0 ? ' []\n' : `\n${value.map((each) => `${indent}-${inList(each, indent)}`).join('')}`;
  if (typeof value !== 'object' || value === null) return ` ${JSON.stringify(value)}\n`;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  if (entries.length === 0) return ' {}\n';
  return `\n${entries.map(([key, each]) => `${indent}${plainKey.test(key) ? key : JSON.stringify(key)}:${yamlText(each, `${indent}  `)}`).join('')}`;
}

const plainKey = /^[A-Za-z][\w-]*$/;

/** The first key of an object stands beside its dash. */
function inList(value: unknown, indent: string): string {
  const text = yamlText(value, `${indent}  `);
  return text.startsWith(`\n${indent}  `) ? ` ${text.slice(indent.length + 3)}` : text;
}
