import { fillIn, placeholdersOf } from '#libs/calendar/index';
import { refuse, type Refusal } from '#libs/platform/errors';
import { scriptPlaceholders, variablesOf, type ScriptPlaceholder } from './script-placeholders';

/** What is known where a script is sent; null = not known. */
export type Facts = Readonly<Record<ScriptPlaceholder, string | null>>;

/** As long as a message may be. */
const mostCharacters = 5_000;

/** A text with its variables filled in; refuses one that names what is not known (KB-19). What a value says is never filled in again. */
export function fillScript(text: string, facts: Facts): string | Refusal {
  const missing = variablesOf(text).filter((name) => facts[name] === null);
  if (missing.length > 0)
    return refuse('MISSING_VARIABLE', `Not known here: ${missing.map((name) => `{${name}}`).join(', ')}.`, {
      field: missing[0]!,
      expected: `a script without ${missing.map((name) => `{${name}}`).join(', ')}, or a session in which it is known`,
    });
  const { unknown } = placeholdersOf(scriptPlaceholders, text);
  if (unknown.length > 0) return refuse('UNKNOWN_PLACEHOLDER', `Nothing can be filled in for {${unknown[0]!}}.`, { field: 'text' });
  const filled = fillIn(scriptPlaceholders, text, facts as Readonly<Record<ScriptPlaceholder, string>>);
  return [...filled].length <= mostCharacters
    ? filled
    : refuse('BAD_USER_INPUT', 'The text is too long once it is filled in.', {
        field: 'text',
        expected: `at most ${mostCharacters} characters`,
      });
}
