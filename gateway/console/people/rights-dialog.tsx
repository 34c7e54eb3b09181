import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useAct } from '../api/use-act';
import { GrantPermissionDocument, RevokePermissionDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import type { PeopleShop, PersonRow } from './people-page';
import { peopleTexts } from './people-texts';

interface Props {
  readonly person: PersonRow;
  readonly known: NonNullable<PeopleShop['permissions']>;
  onClose(): void;
}

/** What an account may, each right with where it comes from, by whom and until when; grants are given and taken here. */
export function RightsDialog({ person, known, onClose }: Props) {
  const t = useTexts(peopleTexts);
  const time = useShopTime();
  const { shop } = useViewer();
  const revoke = useAct(RevokePermissionDocument);
  const about = { shopId: shop.id, accountId: person.id };
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal>
        <Dialog className="stack">
          <Heading slot="title">{t.rightsOf(person.nickname)}</Heading>
          <table>
            <thead>
              <tr>
                <th>{t.rights}</th>
                <th>{t.from}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {(person.effectivePermissions ?? []).map(({ permission, source, via, until, grantedBy }) => (
                <tr key={`${permission} ${source} ${via}`}>
                  <td title={known.find(({ name }) => name === permission)?.means}>{permission}</td>
                  <td>
                    {t.sources[source]} {via} {grantedBy && t.by(grantedBy.nickname)} {until && t.until(time.full(until))}
                  </td>
                  <td>
                    {source === 'GRANT' && (
                      <button type="button" disabled={revoke.isPending} onClick={() => void revoke.act({ ...about, permission })}>
                        {t.revoke}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <RefusalNote refusal={revoke.refusal} />
          <Grant person={person} known={known} />
          <button type="button" onClick={onClose}>
            {t.cancel}
          </button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Grant({ person, known }: Pick<Props, 'person' | 'known'>) {
  const t = useTexts(peopleTexts);
  const { shop } = useViewer();
  const { act, refusal, isPending } = useAct(GrantPermissionDocument);
  const had = new Set((person.effectivePermissions ?? []).map(({ permission }) => permission));
  const free = known.filter(({ name, grantableTo }) => !had.has(name) && grantableTo.some((role) => person.roles.includes(role)));
  const [chosen, setChosen] = useState('');
  const permission = free.some(({ name }) => name === chosen) ? chosen : free[0]?.name;
  if (permission === undefined) return null;
  return (
    <div className="row">
      <select aria-label={t.grantWhat} value={permission} onChange={(event) => setChosen(event.target.value)}>
        {free.map(({ name, means }) => (
          <option key={name} value={name} title={means}>
            {name}
          </option>
        ))}
      </select>
      <button type="button" disabled={isPending} onClick={() => void act({ shopId: shop.id, accountId: person.id, permission })}>
        {t.grant}
      </button>
      <RefusalNote refusal={refusal} />
    </div>
  );
}
