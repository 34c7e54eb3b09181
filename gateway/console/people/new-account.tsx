import { useState } from 'react';
import { useAct } from '../api/use-act';
import { CreateAccountDocument, type AccountRole } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { roleTexts } from '../session/role-texts';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { peopleTexts } from './people-texts';

const choices: readonly AccountRole[] = ['AGENT', 'CS_ADMIN', 'OPERATIONS', 'ADMIN'];

/** A sub-account with its first role. */
export function NewAccount() {
  const t = useTexts(peopleTexts);
  const roles = useTexts(roleTexts);
  const { shop } = useViewer();
  const { act, refusal, isPending } = useAct(CreateAccountDocument);
  const [name, setName] = useState('');
  const [role, setRole] = useState<AccountRole>('AGENT');
  const create = async () => {
    if (await act({ shopId: shop.id, name: name.trim(), roles: [role], imEnabled: true })) setName('');
  };
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <label className="field">
        {t.name}
        <input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
      </label>
      <label className="field">
        {t.roles}
        <select value={role} onChange={(event) => setRole(event.target.value as AccountRole)}>
          {choices.map((each) => (
            <option key={each} value={each}>
              {roles[each]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="primary" disabled={isPending || name.trim() === ''}>
        {t.create}
      </button>
      <RefusalNote refusal={refusal} />
    </form>
  );
}
