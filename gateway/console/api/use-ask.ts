import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask, documentId, type Answer, type TypedDocumentString } from './ask';
import { Refusal } from './refusal';

interface Options {
  /** Asked only while true. */
  readonly enabled?: boolean;
  /** Asked again after so many milliseconds. */
  readonly every?: number;
}

/** What a page shows of the graph: asked once, kept while it is asked again, and asked again after a change that `useAct` made. */
export function useAsk<T, V extends object>(document: TypedDocumentString<T, V>, variables: V, options: Options = {}) {
  const { data, error, isPending, isFetching, refetch } = useQuery<Answer<T>>({
    queryKey: [documentId(document), variables],
    queryFn: ({ signal }) => ask(document, variables, signal),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    ...(options.every !== undefined && { refetchInterval: options.every }),
    retry: (times, failed) => failed instanceof Refusal && failed.parts.retryable && times < 3,
  });
  return {
    data: data?.data,
    missing: data?.missing ?? [],
    refusal: error instanceof Refusal ? error : undefined,
    isPending,
    isFetching,
    again: refetch,
  };
}
