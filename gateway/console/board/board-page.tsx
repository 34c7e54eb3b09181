import { BoardDocument, type BoardSubscription } from '../generated/graphql';
import { useLive } from '../live/use-live';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { AgentTable } from './agent-table';
import { AlertList } from './alert-list';
import { boardTexts } from './board-texts';
import { BoardTiles } from './board-tiles';
import { PoolTable } from './pool-table';

export type BoardShop = NonNullable<BoardSubscription['boardChanged']['shop']>;

/** What a manager looks at: what is amiss and what helps, then the figures behind it. */
export function BoardPage() {
  const t = useTexts(boardTexts);
  const { shop } = useViewer();
  const { value, state, refusal } = useLive(
    BoardDocument,
    { shop: shop.id },
    (before: BoardShop | undefined, event) => event.boardChanged.shop ?? before,
  );
  return (
    <div className={state.kind === 'OFFLINE' ? 'stack stale' : 'stack'}>
      <h1>{t.title}</h1>
      <RefusalNote refusal={refusal} />
      {value ? (
        <>
          <AlertList alerts={value.routingAlerts} />
          <BoardTiles shop={value} />
          <PoolTable queue={value.queue} />
          <AgentTable agents={value.agents} />
        </>
      ) : (
        <Skeleton />
      )}
    </div>
  );
}
