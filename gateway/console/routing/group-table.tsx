import { useState } from 'react';
import { useAct } from '../api/use-act';
import { RemoveAgentGroupDocument, SaveAgentGroupDocument, type OrderStatus } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { WarningList } from '../parts/warning-list';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { orderStatuses } from '../workbench/workbench-search';
import { workbenchTexts } from '../workbench/workbench-texts';
import type { RoutingShop } from './routing-page';
import { routingTexts } from './routing-texts';
import { toggled } from '../parts/toggled';

type Group = NonNullable<RoutingShop['groups']>[number];

/** Which group serves which order status, and who is in it; a status that no group serves is marked. */
export function GroupTable({ shop: { groups, agents } }: { readonly shop: RoutingShop }) {
  const t = useTexts(routingTexts);
  const w = useTexts(workbenchTexts);
  const { shop } = useViewer();
  const { act, refusal, done } = useAct(SaveAgentGroupDocument);
  const known = groups ?? [];
  const save = (change: { groupId: string; statuses?: OrderStatus[]; memberIds?: string[] }) => void act({ shopId: shop.id, ...change });
  return (
    <section className="card stack">
      <h2>{t.groups}</h2>
      {known.length === 0 && <p className="muted">{t.noGroups}</p>}
      {known.length > 0 && (
        <div className="scrolls">
          <table>
            <thead>
              <tr>
                <th>{t.group}</th>
                {orderStatuses.map((status) => (
                  <th key={status}>
                    {w.statuses[status]}
                    {!known.some(({ statuses }) => statuses.includes(status)) && <div className="chip warn">{t.unbound}</div>}
                  </th>
                ))}
                <th>{t.members}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {known.map((group) => (
                <GroupRow key={group.id} group={group} agents={agents ?? []} onSave={save} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <NewGroup />
      <RefusalNote refusal={refusal} />
      <WarningList warnings={done?.saveAgentGroup.warnings ?? []} />
    </section>
  );
}

interface RowProps {
  readonly group: Group;
  readonly agents: NonNullable<RoutingShop['agents']>;
  onSave(change: { groupId: string; statuses?: OrderStatus[]; memberIds?: string[] }): void;
}

function GroupRow({ group, agents, onSave }: RowProps) {
  const t = useTexts(routingTexts);
  const w = useTexts(workbenchTexts);
  const { shop } = useViewer();
  const remove = useAct(RemoveAgentGroupDocument);
  const members = group.members.map(({ id }) => id);
  return (
    <tr>
      <th scope="row">
        {group.name}{' '}
        <span className={group.effect.effective ? 'chip good' : 'chip warn'}>
          {group.effect.effective ? t.acts : t.actsNot(group.effect.reason ?? '')}
        </span>
      </th>
      {orderStatuses.map((status) => (
        <td key={status}>
          <input
            type="checkbox"
            aria-label={t.bind(group.name, w.statuses[status])}
            checked={group.statuses.includes(status)}
            onChange={() => onSave({ groupId: group.id, statuses: toggled(group.statuses, status) })}
          />
        </td>
      ))}
      <td>
        {agents.map(({ id, account }) => (
          <label key={id}>
            <input
              type="checkbox"
              aria-label={t.member(group.name, account?.nickname ?? id)}
              checked={members.includes(id)}
              onChange={() => onSave({ groupId: group.id, memberIds: toggled(members, id) })}
            />{' '}
            {account?.nickname ?? id}{' '}
          </label>
        ))}
      </td>
      <td>
        <button type="button" className="danger" onClick={() => void remove.act({ shopId: shop.id, groupId: group.id })}>
          {t.remove}
        </button>
        <RefusalNote refusal={remove.refusal} />
      </td>
    </tr>
  );
}

function NewGroup() {
  const t = useTexts(routingTexts);
  const { shop } = useViewer();
  const { act, refusal } = useAct(SaveAgentGroupDocument);
  const [name, setName] = useState('');
  const add = async () => {
    if (await act({ shopId: shop.id, name: name.trim(), memberIds: [], statuses: [] })) setName('');
  };
  return (
    <>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <input
          aria-label={t.newGroup}
          placeholder={t.newGroup}
          maxLength={50}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" disabled={name.trim() === ''}>
          {t.add}
        </button>
      </form>
      <RefusalNote refusal={refusal} />
    </>
  );
}
