import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { ask, type TypedDocumentString } from './ask';
import { Refusal } from './refusal';

type Input<V> = V extends { input: infer I } ? Omit<I, 'commandId'> : never;

/**
 * A change. Its command id is made once and kept until the change is known to be done or refused: pressed twice, or tried again after a lost answer, it is done
 * once. Everything a page shows is asked again afterwards, unless the change is `quiet`: of nothing that
 * is shown.
 */
export function useAct<T, V extends { input: object }>(document: TypedDocumentString<T, V>, { quiet = false } = {}) {
  const client = useQueryClient();
  const command = useRef<{ readonly text: string; readonly id: string }>(undefined);
  const { mutateAsync, isPending, error, reset, data } = useMutation<T, Error, Input<V>>({
    mutationFn: async (input) => {
      const text = JSON.stringify(input);
      if (command.current?.text !== text) command.current = { text, id: crypto.randomUUID() };
      const { data } = await ask(document, { input: { ...input, commandId: command.current.id } } as unknown as V);
      command.current = undefined;
      return data;
    },
    onError: (failed) => {
      if (!(failed instanceof Refusal && failed.parts.retryable)) command.current = undefined;
    },
    onSettled: () => (quiet ? undefined : client.invalidateQueries()),
  });
  /** Does it; undefined when it was refused, which `refusal` tells. */
  const act = useCallback((input: Input<V>): Promise<T | undefined> => mutateAsync(input).catch(() => undefined), [mutateAsync]);
  return { act, isPending, refusal: error instanceof Refusal ? error : undefined, forget: reset, done: data };
}
