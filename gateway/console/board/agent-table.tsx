import { presenceTexts } from '../parts/presence-texts';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import type { BoardShop } from './board-page';
import { boardTexts } from './board-texts';

/** Everybody who serves, with state, since when and how full. */
export function AgentTable({ agents }: { readonly agents: BoardShop['agents'] }) {
  const t = useTexts(boardTexts);
  const p = useTexts(presenceTexts);
  const time = useShopTime();
  if (!agents) return null;
  if (agents.length === 0) return <p className="note">{t.noAgents}</p>;
  return (
    <section className="card">
      <h2>{t.agents}</h2>
      <table>
        <thead>
          <tr>
            <th>{t.agent}</th>
            <th>{t.presence}</th>
            <th>{t.since}</th>
            <th className="number">{t.load}</th>
            <th className="number">{t.today}</th>
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => (
            <tr key={agent.id}>
              <td>{agent.account?.nickname ?? agent.id}</td>
              <td>
                <span className={`presence ${agent.presence.toLowerCase()}`}>{p.states[agent.presence]}</span>
                {agent.isStale && <span className="chip warn">{t.stale}</span>}
              </td>
              <td>{agent.presenceSince ? time.short(agent.presenceSince) : '–'}</td>
              <td className="number">{p.load(agent.load, agent.maxCapacity, agent.held)}</td>
              <td className="number">{agent.assignedToday}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
