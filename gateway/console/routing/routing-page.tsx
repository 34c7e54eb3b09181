import { useAct } from '../api/use-act';
import { useAsk } from '../api/use-ask';
import { RoutingDocument, UpdateShopPolicyDocument, type AssignStrategy, type RoutingMode, type RoutingQuery } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { WarningList } from '../parts/warning-list';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { GroupTable } from './group-table';
import { routingTexts } from './routing-texts';
import { WhatHappens } from './what-happens';

export type RoutingShop = NonNullable<RoutingQuery['shop']>;

/** Who gets which buyer: the mode, the groups with what they serve, and what would happen now. */
export function RoutingPage() {
  const t = useTexts(routingTexts);
  const { shop } = useViewer();
  const { data, refusal, again } = useAsk(RoutingDocument, { shop: shop.id });
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <RefusalNote refusal={refusal} onAgain={() => void again()} />
      {data?.shop ? (
        <>
          <ModeForm policy={data.shop.policy} />
          <GroupTable shop={data.shop} />
          <WhatHappens />
        </>
      ) : (
        !refusal && <Skeleton />
      )}
    </div>
  );
}

function ModeForm({ policy }: { readonly policy: RoutingShop['policy'] }) {
  const t = useTexts(routingTexts);
  const { shop } = useViewer();
  const { act, refusal, isPending, done } = useAct(UpdateShopPolicyDocument);
  if (!policy) return null;
  const set = (change: { routingMode: RoutingMode } | { assignStrategy: AssignStrategy }) => void act({ shopId: shop.id, policy: change });
  return (
    <section className="card stack">
      <div className="row">
        <label className="field">
          {t.mode}
          <select
            value={policy.routingMode}
            disabled={isPending}
            onChange={(event) => set({ routingMode: event.target.value as RoutingMode })}
          >
            {(['BASIC', 'GROUP'] as const).map((each) => (
              <option key={each} value={each}>
                {t.modes[each]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {t.strategy}
          <select
            value={policy.assignStrategy}
            disabled={isPending}
            onChange={(event) => set({ assignStrategy: event.target.value as AssignStrategy })}
          >
            {(['EVEN', 'RANDOM', 'LOWEST_SATURATION', 'WEIGHTED'] as const).map((each) => (
              <option key={each} value={each}>
                {t.strategies[each]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <RefusalNote refusal={refusal} />
      <WarningList warnings={done?.updateShopPolicy.warnings ?? []} />
    </section>
  );
}
