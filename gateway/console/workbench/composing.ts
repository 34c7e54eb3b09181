interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
}

export type SendKeyChoice = 'ENTER' | 'CTRL_ENTER';

/**
 * What a key means in the composer. While an input method composes, and for the Enter that confirms its word, it means nothing to us: some browsers tell that
 * by `isComposing`, some by the key code 229 only.
 */
export function meaningOf(event: Key, sendKey: SendKeyChoice, justComposed: boolean): 'SEND' | 'NEW_LINE' | undefined {
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || justComposed) return undefined;
  const modified = event.ctrlKey || event.metaKey;
  if (event.shiftKey) return 'NEW_LINE';
  if (sendKey === 'ENTER') return modified ? 'NEW_LINE' : 'SEND';
  return modified ? 'SEND' : 'NEW_LINE';
}
