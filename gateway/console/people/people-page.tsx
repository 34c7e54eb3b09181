import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useAsk } from '../api/use-ask';
import { PeopleDocument, type PeopleQuery } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { roleTexts } from '../session/role-texts';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { AccountActs } from './account-acts';
import { AuditList } from './audit-list';
import { NewAccount } from './new-account';
import { peopleTexts } from './people-texts';
import { RightsDialog } from './rights-dialog';

export type PeopleShop = NonNullable<PeopleQuery['shop']>;
export type PersonRow = NonNullable<PeopleShop['accounts']>[number];

/** Who works here, what each may and where that comes from, and who did what. */
export function PeoplePage() {
  const t = useTexts(peopleTexts);
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <Tabs className="card tabs">
        <TabList aria-label={t.title}>
          <Tab id="accounts">{t.tabs.accounts}</Tab>
          <Tab id="audit">{t.tabs.audit}</Tab>
        </TabList>
        <TabPanel id="accounts">
          <Accounts />
        </TabPanel>
        <TabPanel id="audit">
          <AuditList />
        </TabPanel>
      </Tabs>
    </div>
  );
}

function Accounts() {
  const t = useTexts(peopleTexts);
  const { shop } = useViewer();
  const { data, refusal, again } = useAsk(PeopleDocument, { shop: shop.id });
  const [shown, setShown] = useState<string>();
  const people = data?.shop?.accounts;
  const person = people?.find(({ id }) => id === shown);
  if (refusal) return <RefusalNote refusal={refusal} onAgain={() => void again()} />;
  if (!people || !data.shop) return <Skeleton />;
  return (
    <div className="stack">
      <NewAccount />
      <div className="scrolls">
        <table>
          <thead>
            <tr>
              {[t.name, t.nickname, t.roles, t.state].map((name) => (
                <th key={name}>{name}</th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {people.map((each) => (
              <Person key={each.id} person={each} onRights={() => setShown(each.id)} />
            ))}
          </tbody>
        </table>
      </div>
      {person && <RightsDialog person={person} known={data.shop.permissions ?? []} onClose={() => setShown(undefined)} />}
    </div>
  );
}

function Person({ person, onRights }: { readonly person: PersonRow; onRights(): void }) {
  const t = useTexts(peopleTexts);
  const roles = useTexts(roleTexts);
  return (
    <tr>
      <td>{person.name}</td>
      <td>{person.nickname}</td>
      <td>
        {person.roles.map((role) => roles[role]).join(', ')}
        {person.position && <span className="chip">{person.position.name}</span>}
      </td>
      <td>
        <span className={person.active ? 'chip good' : 'chip bad'}>{person.active ? t.active : t.inactive}</span>
        {person.imEnabled && <span className="chip">{t.im}</span>}
        {person.noRouting && <span className="chip warn">{t.noRouting}</span>}
      </td>
      <td className="row">
        <button type="button" aria-haspopup="dialog" onClick={onRights}>
          {t.rights}
        </button>
        <AccountActs person={person} />
      </td>
    </tr>
  );
}
