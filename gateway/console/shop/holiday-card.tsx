import { useAct } from '../api/use-act';
import { SetHolidayModeDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import type { ShopSettings } from './shop-page';
import { shopTexts } from './shop-texts';

/** The shop away as a whole, above its hours. */
export function HolidayCard({ mode }: { readonly mode: ShopSettings['holidayMode'] }) {
  const t = useTexts(shopTexts);
  const time = useShopTime();
  const { shop } = useViewer();
  const { act, refusal, isPending } = useAct(SetHolidayModeDocument);
  const set = (change: { on: boolean; pauseMinutes?: number }) => void act({ shopId: shop.id, ...change });
  return (
    <section className="card stack">
      <h2>{t.holiday}</h2>
      <p>{mode?.isOn ? t.on(time.full(mode.from), mode.to ? time.full(mode.to) : '') : t.off}</p>
      <div className="row">
        {mode?.isOn ? (
          <button type="button" className="primary" disabled={isPending} onClick={() => set({ on: false })}>
            {t.turnOff}
          </button>
        ) : (
          <>
            <button type="button" disabled={isPending} onClick={() => set({ on: true, pauseMinutes: 30 })}>
              {t.pause}
            </button>
            <button type="button" disabled={isPending} onClick={() => set({ on: true })}>
              {t.turnOn}
            </button>
          </>
        )}
      </div>
      <RefusalNote refusal={refusal} />
    </section>
  );
}
