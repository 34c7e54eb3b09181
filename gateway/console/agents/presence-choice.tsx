import { useState } from 'react';
import { useAct } from '../api/use-act';
import { SetPresenceDocument, type Presence } from '../generated/graphql';
import { presences, presenceTexts } from '../parts/presence-texts';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import type { AgentRow } from './agents-page';
import { agentsTexts } from './agents-texts';

/** Another's presence, set by a manager. Where nobody of the shift would be left, it takes a reason (STF-14). */
export function PresenceChoice({ agent }: { readonly agent: AgentRow }) {
  const t = useTexts(agentsTexts);
  const p = useTexts(presenceTexts);
  const { shop } = useViewer();
  const { act, refusal, isPending } = useAct(SetPresenceDocument);
  const [wanted, setWanted] = useState<Presence>(agent.presence);
  const [reason, setReason] = useState('');
  const isLast = refusal?.code === 'LAST_AGENT_ONLINE';
  const about = { shopId: shop.id, agentId: agent.id };
  const choose = (presence: Presence) => {
    setWanted(presence);
    void act({ ...about, presence });
  };
  return (
    <>
      <select
        aria-label={t.presenceOf(agent.account?.nickname ?? agent.id)}
        value={agent.presence}
        disabled={isPending}
        onChange={(event) => choose(event.target.value as Presence)}
      >
        {presences.map((each) => (
          <option key={each} value={each}>
            {p.states[each]}
          </option>
        ))}
      </select>
      {isLast ? (
        <div className="note note-warn stack">
          <p>{t.lastAgent}</p>
          <input aria-label={t.reason} placeholder={t.reason} value={reason} onChange={(event) => setReason(event.target.value)} />
          <button
            type="button"
            disabled={reason.trim() === ''}
            onClick={() => void act({ ...about, presence: wanted, reason: reason.trim(), overrideLastAgent: true })}
          >
            {t.confirm}
          </button>
        </div>
      ) : (
        <RefusalNote refusal={refusal} />
      )}
    </>
  );
}
