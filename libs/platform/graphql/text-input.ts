import { z } from 'zod';
import { isPlainLine, isVisible, storable } from '../visible-text';

/** Characters as people count them: an emoji outside the basic plane is one. */
const characters = (value: string): number => [...value].length;

const storableText = z.string().refine(storable, 'text without NUL or broken characters');

/** A text of 1 to `max` characters of which something can be seen (RES-89). */
export const visibleText = (max: number) =>
  storableText.refine((value) => isVisible(value) && characters(value) <= max, `1 to ${max} characters, not only blanks or invisible ones`);

/** A name to show: as visibleText, on one line, and never turning round the text beside it. */
export const personName = (max: number) => visibleText(max).refine(isPlainLine, 'one line without controls of the direction of writing');

/** A key that another system gave: 1 to `max` characters, kept as it is. */
export const foreignKey = (max: number) =>
  storableText.refine((value) => value.length > 0 && characters(value) <= max, `1 to ${max} characters`);
