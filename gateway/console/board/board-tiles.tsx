import type { ReactNode } from 'react';
import { ratioText } from '../text/ratio';
import { useTexts } from '../text/texts';
import type { BoardShop } from './board-page';
import { boardTexts } from './board-texts';
import { saturationOf } from './saturation';

/** The figures of now. */
export function BoardTiles({ shop }: { readonly shop: BoardShop }) {
  const t = useTexts(boardTexts);
  const full = saturationOf(shop.agents ?? []);
  const rate = shop.metrics?.responseRate;
  const volume = shop.metrics?.volume;
  return (
    <div className="tiles">
      {shop.queue && <Tile name={t.tiles.waiting} value={shop.queue.length} />}
      {shop.queue && <Tile name={t.tiles.left} value={shop.queue.leftMessages} />}
      <Tile
        name={t.tiles.saturation}
        value={full ? `${Math.round((100 * full.load) / full.capacity)} %` : '–'}
        more={full && `${full.load}/${full.capacity}`}
      />
      {rate && <Tile name={t.tiles.rate} value={ratioText(rate)} more={t.pending(rate.pending)} />}
      {volume && <Tile name={t.tiles.volume} value={volume.sessions} more={t.buyers(volume.buyers)} />}
    </div>
  );
}

function Tile({ name, value, more }: { readonly name: string; readonly value: ReactNode; readonly more?: ReactNode }) {
  return (
    <section className="card" aria-label={name}>
      <h2 className="muted">{name}</h2>
      <p className="tile-value">{value}</p>
      {more !== undefined && <p className="muted">{more}</p>}
    </section>
  );
}
