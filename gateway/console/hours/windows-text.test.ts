import { typedWindows, windowsText } from './windows-text';

it.each([
  ['09:00-12:00 13:30-18:00', '09:00-12:00 13:30-18:00'],
  ['09:00–12:00,13:30~18:00', '09:00-12:00 13:30-18:00'],
  ['  ', ''],
  ['九点', '九点-'],
])('%j is read as %j', (typed, text) => expect(windowsText(typedWindows(typed))).toBe(text));
