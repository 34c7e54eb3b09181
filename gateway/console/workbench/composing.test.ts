import { meaningOf } from './composing';

const enter = { key: 'Enter', ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false, keyCode: 13 };

it.each([
  ['Enter', enter, 'SEND', 'NEW_LINE'],
  ['Ctrl+Enter', { ...enter, ctrlKey: true }, 'NEW_LINE', 'SEND'],
  ['Cmd+Enter', { ...enter, metaKey: true }, 'NEW_LINE', 'SEND'],
  ['Shift+Enter', { ...enter, shiftKey: true }, 'NEW_LINE', 'NEW_LINE'],
] as const)('%s', (_name, key, byEnter, byCtrlEnter) => {
  expect([meaningOf(key, 'ENTER', false), meaningOf(key, 'CTRL_ENTER', false)]).toEqual([byEnter, byCtrlEnter]);
});

it.each([
  ['while composing', { ...enter, isComposing: true }, false],
  ['by code 229', { ...enter, keyCode: 229 }, false],
  ['right after the word was confirmed', enter, true],
  ['another key', { ...enter, key: 'a' }, false],
] as const)('%s it means nothing', (_name, key, justComposed) => expect(meaningOf(key, 'ENTER', justComposed)).toBeUndefined());
