import { hostname, userInfo } from 'node:os';
import { repoRoot } from '#libs/platform/process/repo-root';

/** What no answer may ever hold, whoever asks and whatever it asks for. */
const leaks: Readonly<Record<string, RegExp>> = {
  'a stack': /\bat (?:async )?[\w.<>[\] ]+ \(?[^()\s"]+:\d+:\d+\)?|\bat (?:node:|file:)/,
  'a source file': /\b[\w-]+\.(?:ts|js|mjs|cjs):\d+|node_modules|node:internal/,
  'a statement': /\b(?:SELECT\b[^"]{1,300}\bFROM|INSERT INTO|UPDATE\b[^"]{1,100}\bSET|DELETE FROM|ON CONFLICT|RETURNING \w+)\b/,
  'a text of PostgreSQL':
    /duplicate key value|violates (?:\w+-)?\w+ constraint|invalid input syntax|relation \S+ does not exist|column \S+ (?:of relation|does not exist)|null value in column|syntax error at or near|deadlock detected|could not serialize|out of range for type|invalid byte sequence|remaining connection slots|row-level security/i,
  'a table or role': /\bjiedai_\w+_(?:owner|app|worker)\b|\bpg_\w+|\bset_config\b/,
  'a connection': /\b(?:postgres(?:ql)?|kafka|http):\/\/(?!www\.)|\b127\.0\.0\.1\b|\blocalhost\b|\[::1\]/i,
  'a fault of the network': /\b(?:ECONN\w+|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_AGAIN|UND_ERR\w*|socket hang up)\b/,
  'a fault of the language':
    /Cannot (?:read|set) propert|Cannot convert|is not (?:a function|iterable)\b|undefined \(reading|Maximum call stack|Unexpected token|in JSON at position|\b(?:Type|Range|Reference|Syntax)Error\b/,
  'a path': /(?:^|[\s"'(=])\/(?:home|root|tmp|usr|var|opt|etc|work)\/|[A-Z]:\\\\/,
  'a passport or secret': /eyJ[\w-]{10,}\.[\w-]{10,}\.|passport|-----BEGIN (?:EC |RSA )?PRIVATE/i,
};

const ofThisMachine = [repoRoot(), hostname(), userInfo().homedir].filter((name) => name.length > 4 && name !== '/root');

/** What an answer tells that it must not, if anything; `own` are names of this system, its ports and databases for example. */
export function leakIn(text: string, own: readonly string[]): string | undefined {
  for (const [what, pattern] of Object.entries(leaks)) {
    const found = pattern.exec(text);
    if (found) return `${what}: ${text.slice(Math.max(0, found.index - 60), found.index + 120)}`;
  }
  const named = [...ofThisMachine, ...own].find((name) => text.includes(name));
  return named === undefined ? undefined : `the name ${named}`;
}
