import { durationText } from '../text/ratio';
import { useTexts } from '../text/texts';
import type { BoardShop } from './board-page';
import { boardTexts } from './board-texts';

/** Who waits, pool by pool, and why. */
export function PoolTable({ queue }: { readonly queue: BoardShop['queue'] }) {
  const t = useTexts(boardTexts);
  if (!queue) return null;
  const waiting = queue.pools.filter(({ length }) => length > 0);
  return (
    <section className="card">
      <h2>{t.queue}</h2>
      {waiting.length === 0 ? (
        <p className="muted">{t.nobodyWaits}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>{t.pool}</th>
              <th className="number">{t.length}</th>
              <th className="number">{t.longest}</th>
              <th>{t.reason}</th>
            </tr>
          </thead>
          <tbody>
            {waiting.map((pool) => (
              <tr key={pool.key}>
                <td>{pool.group?.name ?? (pool.key === 'ALL' ? t.everybody : pool.key)}</td>
                <td className="number">{pool.length}</td>
                <td className="number">{durationText(pool.longestWaitSeconds)}</td>
                <td>{t.reasons[pool.reason]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
