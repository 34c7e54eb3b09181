import { useAct } from '../api/use-act';
import { useAsk } from '../api/use-ask';
import {
  ApplyPresetDocument,
  SetAnonymousBuyersDocument,
  ShopSettingsDocument,
  type Preset,
  type ShopSettingsQuery,
} from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { WarningList } from '../parts/warning-list';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { HolidayCard } from './holiday-card';
import { KeyList } from './key-list';
import { shopTexts } from './shop-texts';

export type ShopSettings = NonNullable<ShopSettingsQuery['shop']>;

/** The shop itself: preset, holiday mode, who may write, and the keys of partners. */
export function ShopPage() {
  const t = useTexts(shopTexts);
  const { shop } = useViewer();
  const { data, refusal, again } = useAsk(ShopSettingsDocument, { shop: shop.id });
  const settings = data?.shop;
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <RefusalNote refusal={refusal} onAgain={() => void again()} />
      {settings ? (
        <>
          <PresetCard settings={settings} />
          <HolidayCard mode={settings.holidayMode} />
          <ChatCard settings={settings} />
          <KeyList keys={settings.apiKeys ?? []} />
        </>
      ) : (
        !refusal && <Skeleton />
      )}
    </div>
  );
}

function PresetCard({ settings }: { readonly settings: ShopSettings }) {
  const t = useTexts(shopTexts);
  const { shop } = useViewer();
  const { act, refusal, isPending, done } = useAct(ApplyPresetDocument);
  return (
    <section className="card stack">
      <h2>{settings.name}</h2>
      <p>
        {t.zone}: {settings.timeZone} {settings.tier && `· ${t.tier}: ${t.tiers[settings.tier]}`}
      </p>
      <label className="field">
        {t.preset}
        <select
          value={settings.preset ?? ''}
          disabled={isPending}
          onChange={(event) => void act({ shopId: shop.id, preset: event.target.value as Preset })}
        >
          {(Object.keys(t.presets) as Preset[]).map((each) => (
            <option key={each} value={each}>
              {t.presets[each]}
            </option>
          ))}
        </select>
        <small className="muted">{t.applySure}</small>
      </label>
      <RefusalNote refusal={refusal} />
      <WarningList warnings={done?.applyPreset.warnings ?? []} />
    </section>
  );
}

function ChatCard({ settings }: { readonly settings: ShopSettings }) {
  const t = useTexts(shopTexts);
  const { shop } = useViewer();
  const { act, refusal, isPending } = useAct(SetAnonymousBuyersDocument);
  const isOpen = settings.buyerAccess?.anonymous ?? false;
  return (
    <section className="card stack">
      <h2>{t.chat}</h2>
      <label>
        <input
          type="checkbox"
          checked={isOpen}
          disabled={isPending}
          onChange={(event) => void act({ shopId: shop.id, allowed: event.target.checked })}
        />{' '}
        {t.anonymous}
      </label>
      {isOpen && (
        <p>
          {t.link}: <a href={`/chat?shop=${shop.id}`}>{`${location.origin}/chat?shop=${shop.id}`}</a>
        </p>
      )}
      <RefusalNote refusal={refusal} />
    </section>
  );
}
