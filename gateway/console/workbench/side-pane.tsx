import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { TalkFragment } from '../generated/graphql';
import { useTexts } from '../text/texts';
import { BuyerPane } from './buyer-pane';
import { ScriptPane } from './script-pane';
import { WhyPane } from './why-pane';
import { workbenchTexts } from './workbench-texts';

interface Props {
  readonly talk: TalkFragment;
  readonly canSend: boolean;
}

/** What is known of a session: its buyer, what could be said, and why it is where it is. */
export function SidePane({ talk, canSend }: Props) {
  const t = useTexts(workbenchTexts);
  return (
    <aside className="side" aria-label={t.panes}>
      <Tabs>
        <TabList aria-label={t.panes}>
          <Tab id="buyer">{t.buyer}</Tab>
          <Tab id="scripts">{t.scripts}</Tab>
          <Tab id="why">{t.why}</Tab>
        </TabList>
        <TabPanel id="buyer">
          <BuyerPane talk={talk} />
        </TabPanel>
        <TabPanel id="scripts">
          <ScriptPane talk={talk} canSend={canSend} />
        </TabPanel>
        <TabPanel id="why">
          <WhyPane talk={talk} />
        </TabPanel>
      </Tabs>
    </aside>
  );
}
