import { useEffect, useRef, useState } from 'react';
import { documentId, type TypedDocumentString } from '../api/ask';
import { refusalOf, type Refusal } from '../api/refusal';
import { useLiveHub } from './live-context';
import type { LiveState } from './stream';

export interface Live<S> {
  /** What is known; undefined before the first event. */
  readonly value: S | undefined;
  readonly state: LiveState;
  /** Why a part of the last event is missing. */
  readonly refusal: Refusal | undefined;
}

/**
 * Watches a subscription. `next` makes the new state of the old one and an event; most events bring the whole state. Undefined variables watch nothing.
 */
export function useLive<T, V extends object, S>(
  document: TypedDocumentString<T, V>,
  variables: V | undefined,
  next: (before: S | undefined, event: T) => S | undefined,
): Live<S> {
  const hub = useLiveHub();
  const [live, setLive] = useState<Live<S> & { readonly of?: string | undefined }>(starting);
  const reduce = useRef(next);
  useEffect(() => {
    reduce.current = next;
  });
  const asked = variables && JSON.stringify(variables);
  useEffect(() => {
    if (asked === undefined) return undefined;
    const change = (how: (before: Live<S>) => Live<S>) =>
      setLive((before) => ({ ...how(before.of === asked ? before : starting), of: asked }));
    return hub.listen(
      { documentId: documentId(document), variables: JSON.parse(asked) as V },
      {
        onEvent: ({ data, errors }) =>
          change((before) => ({
            ...before,
            value: data ? reduce.current(before.value, data as T) : before.value,
            refusal: errors?.[0] && refusalOf(errors[0]),
          })),
        onState: (state) => change((before) => ({ ...before, state })),
      },
    );
  }, [hub, document, asked]);
  return live.of === asked ? live : starting;
}

const starting = { value: undefined, state: { kind: 'CATCHING_UP' as const }, refusal: undefined };
