import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useAsk } from '../api/use-ask';
import { HoursDocument, type HoursQuery } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { useViewer } from '../session/viewer';
import { useShopZone } from '../text/shop-time';
import { useTexts } from '../text/texts';
import { addDays, dateIn } from '../text/shop-dates';
import { serverClock } from '../live/server-clock';
import { DraftEditor } from './draft-editor';
import { HoursCalendar } from './hours-calendar';
import './hours.css';
import { hoursTexts } from './hours-texts';
import { HoursVersions } from './hours-versions';
import { ReceptionCard } from './reception-card';
import { TryReception } from './try-reception';

export type HoursShop = NonNullable<HoursQuery['shop']>;

const daysShown = 42;

/** When a shop receives buyers: what is in force, what is prepared, and what a buyer would meet. */
export function HoursPage() {
  const t = useTexts(hoursTexts);
  const { shop, permissions } = useViewer();
  const today = dateIn(useShopZone(), serverClock.now());
  const { data, refusal, again } = useAsk(
    HoursDocument,
    { shop: shop.id, from: today, to: addDays(today, daysShown - 1) },
    { every: 30_000 },
  );
  const canWrite = permissions.includes('schedule:write');
  const hours = data?.shop;
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <RefusalNote refusal={refusal} onAgain={() => void again()} />
      {!canWrite && <p className="note">{t.readOnly}</p>}
      {hours ? (
        <>
          <ReceptionCard hours={hours} canWrite={canWrite} />
          <Tabs className="card tabs">
            <TabList aria-label={t.title}>
              {(['week', 'calendar', 'versions', 'try'] as const).map((id) => (
                <Tab key={id} id={id}>
                  {t.tabs[id]}
                </Tab>
              ))}
            </TabList>
            <TabPanel id="week">
              <DraftEditor key={hours.receptionDraft?.revision ?? 0} hours={hours} canWrite={canWrite} />
            </TabPanel>
            <TabPanel id="calendar">
              <HoursCalendar days={hours.receptionCalendar ?? []} />
            </TabPanel>
            <TabPanel id="versions">
              <HoursVersions hours={hours} canWrite={canWrite} />
            </TabPanel>
            <TabPanel id="try">
              <TryReception />
            </TabPanel>
          </Tabs>
        </>
      ) : (
        <Skeleton />
      )}
    </div>
  );
}
