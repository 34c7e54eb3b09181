import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAsk } from '../api/use-ask';
import { SessionsDocument, type SessionsQuery } from '../generated/graphql';
import { serverClock } from '../live/server-clock';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { useViewer } from '../session/viewer';
import { dateIn } from '../text/shop-dates';
import { useShopTime, useShopZone } from '../text/shop-time';
import { useTexts } from '../text/texts';
import { workbenchTexts } from '../workbench/workbench-texts';
import { filterVariables, type SessionFilter } from './session-filter';
import { SessionFilters } from './session-filters';
import { sessionsTexts } from './sessions-texts';

type Row = NonNullable<NonNullable<SessionsQuery['shop']>['sessions']>['nodes'][number];

/** All sessions of the shop, by whatever is known of them; each opens in the workbench. */
export function SessionsPage() {
  const t = useTexts(sessionsTexts);
  const { shop } = useViewer();
  const zone = useShopZone();
  const [filter, setFilter] = useState<SessionFilter>(() => ({
    ...{ state: undefined, agentId: undefined, channel: undefined, text: undefined, unanswered: false },
    date: dateIn(zone, serverClock.now()),
  }));
  const [after, setAfter] = useState<string>();
  const variables = { shop: shop.id, ...filterVariables(filter, zone), ...(after && { after }) };
  const { data, refusal, again } = useAsk(SessionsDocument, variables);
  const page = data?.shop?.sessions;
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <SessionFilters
        filter={filter}
        agents={data?.shop?.agents ?? []}
        onChange={(changed) => {
          setFilter(changed);
          setAfter(undefined);
        }}
      />
      <RefusalNote refusal={refusal} onAgain={() => void again()} />
      {!page && !refusal && <Skeleton />}
      {page && <p className="muted">{t.found(page.totalCount)}</p>}
      {page?.nodes.length === 0 && <p className="note">{t.none}</p>}
      {page && page.nodes.length > 0 && <Found rows={page.nodes} />}
      <div className="row">
        {after && (
          <button type="button" onClick={() => setAfter(undefined)}>
            {t.first}
          </button>
        )}
        {page?.pageInfo.hasNextPage && (
          <button type="button" onClick={() => setAfter(page.pageInfo.endCursor ?? undefined)}>
            {t.more}
          </button>
        )}
      </div>
    </div>
  );
}

function Found({ rows }: { readonly rows: readonly Row[] }) {
  const t = useTexts(sessionsTexts);
  const w = useTexts(workbenchTexts);
  const time = useShopTime();
  return (
    <div className="scrolls card">
      <table>
        <thead>
          <tr>
            {[t.opened, t.buyer, t.channel, t.state, t.agent, t.why, t.messages].map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to="/w" search={{ session: row.id }}>
                  {time.full(row.openedAt)}
                </Link>
              </td>
              <td>{row.buyer.name ?? '–'}</td>
              <td>{row.channel}</td>
              <td>
                {w.states[row.state]}
                {row.closeReason && <small className="muted"> {w.closeReasons[row.closeReason]}</small>}
                {row.waitingSince && row.state !== 'CLOSED' && <span className="chip warn">{t.waits}</span>}
              </td>
              <td>{row.agent?.account?.nickname ?? '–'}</td>
              <td>{row.routing ? t.causes[row.routing.cause] : '–'}</td>
              <td className="number">{row.messageCount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
