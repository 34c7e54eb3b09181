import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useAct } from '../api/use-act';
import { useAsk } from '../api/use-ask';
import { ReleaseSessionDocument, TransferSessionDocument, TransferTargetsDocument } from '../generated/graphql';
import { presenceTexts } from '../parts/presence-texts';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { workbenchTexts } from './workbench-texts';

/** Hands a session to a colleague or a group, or back to the queue, with a note. */
export function TransferDialog({ sessionId }: { readonly sessionId: string }) {
  const t = useTexts(workbenchTexts);
  return (
    <DialogTrigger>
      <Button>{t.transfer}</Button>
      <ModalOverlay isDismissable>
        <Modal>
          <Dialog>
            {({ close }) => (
              <div className="stack">
                <Heading slot="title">{t.transferTo}</Heading>
                <Targets sessionId={sessionId} onDone={close} />
                <Button onPress={close}>{t.cancel}</Button>
              </div>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function Targets({ sessionId, onDone }: { readonly sessionId: string; onDone(): void }) {
  const t = useTexts(workbenchTexts);
  const p = useTexts(presenceTexts);
  const { shop, account } = useViewer();
  const { data } = useAsk(TransferTargetsDocument, { shop: shop.id });
  const [note, setNote] = useState('');
  const transfer = useAct(TransferSessionDocument);
  const release = useAct(ReleaseSessionDocument);
  const about = { shopId: shop.id, sessionId, ...(note.trim() !== '' && { note: note.trim() }) };
  const give = async (to: { toAgentId: string } | { toGroupId: string }) => {
    if (await transfer.act({ ...about, ...to })) onDone();
  };
  const giveBack = async () => {
    if (await release.act(about)) onDone();
  };
  const others = (data?.shop?.agents ?? []).filter(({ id }) => id !== account.id);
  return (
    <>
      <label className="field">
        {t.transferNote}
        <textarea maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <h3>{t.agents}</h3>
      <ul className="targets">
        {others.map((agent) => (
          <li key={agent.id}>
            <Button isDisabled={agent.presence === 'OFFLINE' || transfer.isPending} onPress={() => void give({ toAgentId: agent.id })}>
              {agent.account?.nickname ?? agent.id}
            </Button>
            <span className={`presence ${agent.presence.toLowerCase()}`}>{p.states[agent.presence]}</span>
            <span className="muted">{p.load(agent.load, agent.maxCapacity, 0)}</span>
          </li>
        ))}
      </ul>
      <h3>{t.groups}</h3>
      <ul className="targets">
        {(data?.shop?.groups ?? []).map((group) => (
          <li key={group.id}>
            <Button isDisabled={transfer.isPending} onPress={() => void give({ toGroupId: group.id })}>
              {group.name}
            </Button>
          </li>
        ))}
      </ul>
      <Button onPress={() => void giveBack()}>{t.release}</Button>
      <RefusalNote refusal={transfer.refusal ?? release.refusal} />
    </>
  );
}
