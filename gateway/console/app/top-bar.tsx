import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { useAsk } from '../api/use-ask';
import { TopBarDocument } from '../generated/graphql';
import { useLiveHub } from '../live/live-context';
import type { LiveState } from '../live/stream';
import { presenceTexts } from '../parts/presence-texts';
import { useViewer } from '../session/viewer';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import { pageTexts } from './page-texts';
import { PresenceMenu } from './presence-menu';
import { useChanges } from './use-changes';

/** What everybody sees on every page: open or closed, the queue, one's own presence and load, and whether this page is live. */
export function TopBar() {
  const t = useTexts(presenceTexts);
  const { shop, account } = useViewer();
  const { data } = useAsk(TopBarDocument, { shop: shop.id }, { every: 15_000 });
  useChanges();
  const time = useShopTime();
  const own = data?.shop?.agents?.find(({ id }) => id === account.id);
  const reception = data?.shop?.reception;
  return (
    <div className="top-facts">
      {reception && (
        <span className={reception.state === 'OPEN' ? 'chip good' : 'chip bad'}>
          {t.reception[reception.state]}
          {reception.nextChangeAt && ` · ${t.until(time.short(reception.nextChangeAt))}`}
        </span>
      )}
      {data?.shop?.queue && (
        <Link to="/w" search={{ list: 'QUEUE' }} className="chip">
          {t.queue(data.shop.queue.length)}
        </Link>
      )}
      {own && <PresenceMenu presence={own.presence} />}
      {own && <span className="chip">{t.load(own.load, own.maxCapacity, own.held)}</span>}
      <Connection />
    </div>
  );
}

function Connection() {
  const t = useTexts(pageTexts);
  const hub = useLiveHub();
  const time = useShopTime();
  const [state, setState] = useState<LiveState>({ kind: 'CATCHING_UP' });
  useEffect(() => hub.watchConnection(setState), [hub]);
  const said = { LIVE: t.live, CATCHING_UP: t.catchingUp, OFFLINE: state.kind === 'OFFLINE' ? t.offline(time.clock(state.since)) : '' };
  return (
    <span role="status" className={state.kind === 'LIVE' ? 'chip good' : 'chip warn'}>
      {said[state.kind]}
    </span>
  );
}
