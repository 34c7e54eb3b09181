import { DangerousChangeType, findBreakingChanges, findDangerousChanges, isInputObjectType, type GraphQLSchema } from 'graphql';

/**
 * What a client of the released graph would lose, a sentence each. A changed default is one too: whoever leaves the argument out
 * gets another answer.
 */
export function graphBreaks(released: GraphQLSchema, now: GraphQLSchema): string[] {
  const defaults = findDangerousChanges(released, now).filter(({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE);
  return [...[...findBreakingChanges(released, now), ...defaults].map(({ description }) => description), ...inputDefaults(released, now)];
}

/** graphql-js compares the defaults of arguments only. */
function inputDefaults(released: GraphQLSchema, now: GraphQLSchema): string[] {
  return Object.values(released.getTypeMap()).flatMap((before) => {
    const after = now.getType(before.name);
    if (!isInputObjectType(before) || !isInputObjectType(after)) return [];
    return Object.values(before.getFields()).flatMap(({ name, defaultValue }) => {
      const field = after.getFields()[name];
      const [was, is] = [JSON.stringify(defaultValue), JSON.stringify(field?.defaultValue)];
      return field && was !== is ? [`${before.name}.${name} has changed defaultValue from ${was} to ${is}.`] : [];
    });
  });
}

export const sinceRelease = '## Since the last release';

/** The breaks that no note names. A note is a line "- `<the break>` <why, and what to use instead>" below the heading of what is not released. */
export function withoutNote(breaks: readonly string[], changes: string): string[] {
  const noted = new Set(unreleased(changes).flatMap((line) => /^- `([^`]+)` +\S/.exec(line)?.[1] ?? []));
  return breaks.filter((each) => !noted.has(noteOf(each)));
}

/** A break as a note quotes it. */
export const noteOf = (text: string): string => text.replaceAll('`', "'");

function unreleased(changes: string): string[] {
  const lines = changes.split('\n');
  const from = lines.indexOf(sinceRelease);
  if (from < 0) return [];
  const length = lines.slice(from + 1).findIndex((line) => line.startsWith('## '));
  return lines.slice(from + 1, length < 0 ? undefined : from + 1 + length);
}

/** The notes once they are released: below a heading with their date, and none left for the next release. */
export function releasedNotes(changes: string, date: string): string {
  return unreleased(changes).some((line) => line.startsWith('- '))
    ? changes.replace(`${sinceRelease}\n`, `${sinceRelease}\n\n## Released ${date}\n`)
    : changes;
}
