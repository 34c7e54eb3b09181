import { useState } from 'react';
import { useAct } from '../api/use-act';
import { RemoveAccountDocument, SetNoRoutingDocument, UpdateAccountDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import type { PersonRow } from './people-page';
import { peopleTexts } from './people-texts';

/** What can be done with an account; the server says who may. */
export function AccountActs({ person }: { readonly person: PersonRow }) {
  const t = useTexts(peopleTexts);
  const { shop, account } = useViewer();
  const update = useAct(UpdateAccountDocument);
  const remove = useAct(RemoveAccountDocument);
  const route = useAct(SetNoRoutingDocument);
  const [isSure, setSure] = useState(false);
  const about = { shopId: shop.id, accountId: person.id };
  if (person.id === account.id) return null;
  return (
    <>
      <button type="button" disabled={update.isPending} onClick={() => void update.act({ ...about, active: !person.active })}>
        {person.active ? t.deactivate : t.activate}
      </button>
      <label>
        <input
          type="checkbox"
          checked={person.imEnabled}
          onChange={(event) => void update.act({ ...about, imEnabled: event.target.checked })}
        />{' '}
        {t.im}
      </label>
      <label>
        <input
          type="checkbox"
          checked={person.noRouting}
          onChange={(event) => void route.act({ ...about, noRouting: event.target.checked })}
        />{' '}
        {t.noRouting}
      </label>
      {isSure ? (
        <span role="alertdialog" aria-label={t.remove} className="row">
          {t.removeSure}
          <button type="button" className="danger" onClick={() => void remove.act(about)}>
            {t.remove}
          </button>
          <button type="button" onClick={() => setSure(false)}>
            {t.cancel}
          </button>
        </span>
      ) : (
        <button type="button" className="danger" onClick={() => setSure(true)}>
          {t.remove}
        </button>
      )}
      <RefusalNote refusal={update.refusal ?? remove.refusal ?? route.refusal} />
    </>
  );
}
