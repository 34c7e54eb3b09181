import { useAsk } from '../api/use-ask';
import { AgentsDocument, type AgentsQuery } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { presenceTexts } from '../parts/presence-texts';
import { useViewer } from '../session/viewer';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import { agentsTexts } from './agents-texts';
import { CapacityChoice } from './capacity-choice';
import { PresenceChoice } from './presence-choice';
import { whyNot } from './why-not';

export type AgentRow = NonNullable<NonNullable<AgentsQuery['shop']>['agents']>[number];

/** Everybody who serves: whether each gets buyers and why not, with presence and capacity to be set. */
export function AgentsPage() {
  const t = useTexts(agentsTexts);
  const { shop } = useViewer();
  const { data, refusal, again } = useAsk(AgentsDocument, { shop: shop.id }, { every: 5_000 });
  const agents = data?.shop?.agents;
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <RefusalNote refusal={refusal} onAgain={() => void again()} />
      {!agents && !refusal && <Skeleton />}
      {agents?.length === 0 && <p className="note">{t.none}</p>}
      {agents && agents.length > 0 && (
        <div className="scrolls card">
          <table>
            <thead>
              <tr>
                {[t.agent, t.presence, t.receives, t.load, t.capacity, t.today, t.shift].map((name) => (
                  <th key={name}>{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {agents.map((agent) => (
                <Row key={agent.id} agent={agent} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function Row({ agent }: { readonly agent: AgentRow }) {
  const t = useTexts(agentsTexts);
  const p = useTexts(presenceTexts);
  const time = useShopTime();
  const kept = whyNot({ ...agent, noRouting: agent.account?.noRouting ?? false });
  return (
    <tr>
      <td>{agent.account?.nickname ?? agent.id}</td>
      <td>
        <PresenceChoice agent={agent} />
        {agent.presenceSince && <small className="muted"> {time.short(agent.presenceSince)}</small>}
        {agent.isStale && <span className="chip warn">{t.stale}</span>}
      </td>
      <td>
        <span className={kept ? 'chip' : 'chip good'}>{kept ? t.no(t.because[kept]) : t.yes}</span>
      </td>
      <td>{p.load(agent.load, agent.maxCapacity, agent.held)}</td>
      <td>
        <CapacityChoice agent={agent} />
      </td>
      <td className="number">{agent.assignedToday}</td>
      <td>
        {agent.shiftNow
          ? t.onShift(time.clock(agent.shiftNow.from), time.clock(agent.shiftNow.to))
          : agent.shiftNext && t.next(time.short(agent.shiftNext.from))}
      </td>
    </tr>
  );
}
