import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { LiveContext } from '../live/live-context';
import { liveHubOf } from '../live/live-hub';
import { SessionGate } from '../session/session-gate';
import { useViewer } from '../session/viewer';
import { LanguageProvider } from '../text/language-provider';

/** What every page stands on: language, answers that are kept, who is logged in, and the streams. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, refetchOnWindowFocus: true } } }));
  return (
    <LanguageProvider>
      <QueryClientProvider client={client}>
        <SessionGate>
          <Streams>{children}</Streams>
        </SessionGate>
      </QueryClientProvider>
    </LanguageProvider>
  );
}

function Streams({ children }: { readonly children: ReactNode }) {
  const { account } = useViewer();
  return <LiveContext value={liveHubOf(account.id)}>{children}</LiveContext>;
}
