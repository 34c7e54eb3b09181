import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { documentId } from '../api/ask';
import { ChangesDocument, TopBarDocument, type ChangesSubscription } from '../generated/graphql';
import { useLive } from '../live/use-live';
import { useViewer } from '../session/viewer';

type Change = ChangesSubscription['boardChanged'];

/** What changes by every message; pages that show it watch it themselves. */
const busy: ReadonlySet<string> = new Set(['SESSION', 'AGENT']);
const restMs = 1_000;

/** Has what pages show asked again when the shop, an account, the hours or an alert has changed, whoever changed it. */
export function useChanges(): void {
  const client = useQueryClient();
  const { shop } = useViewer();
  const { value } = useLive(ChangesDocument, { shop: shop.id }, (_before: Change | undefined, event) => event.boardChanged);
  const askedAt = useRef(0);
  useEffect(() => {
    if (!value || value.reason === 'SNAPSHOT') return undefined;
    const isQuiet = value.reason === 'CHANGE' && value.changed.every(({ kind }) => busy.has(kind));
    const ask = () => {
      askedAt.current = performance.now();
      void client.invalidateQueries(isQuiet ? { queryKey: [documentId(TopBarDocument)] } : {});
    };
    const wait = isQuiet ? Math.max(0, askedAt.current + restMs - performance.now()) : 0;
    const timer = setTimeout(ask, wait);
    return () => clearTimeout(timer);
  }, [client, value]);
}
