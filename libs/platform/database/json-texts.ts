/** The unit separator: JSON has no bare control characters but white space, and this is none. */
const separator = '\u001f';

/**
 * Many JSON texts as one parameter. As an array's literal each would be quoted here and unquoted there, which costs more than storing it.
 * `jsonArray` is its other half, in SQL.
 */
export const jsonTexts = (texts: readonly string[]): string => texts.join(separator);

/** The SQL expression for the text[] behind a parameter made by `jsonTexts`. */
export const jsonArray = (parameter: string): string => `string_to_array(${parameter}::text, U&'\\001f')`;
