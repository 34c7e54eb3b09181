import { useState } from 'react';
import { useAct } from '../api/use-act';
import { SetCapacityDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import type { AgentRow } from './agents-page';
import { agentsTexts } from './agents-texts';

/** How many buyers an agent may have at once: empty is no limit. Saved when the field is left. */
export function CapacityChoice({ agent }: { readonly agent: AgentRow }) {
  const t = useTexts(agentsTexts);
  const { shop } = useViewer();
  const { act, refusal, isPending } = useAct(SetCapacityDocument);
  const [typed, setTyped] = useState<string>();
  const save = () => {
    if (typed === undefined) return;
    const maxCapacity = typed.trim() === '' ? null : Number(typed);
    setTyped(undefined);
    if (maxCapacity !== agent.maxCapacity) void act({ shopId: shop.id, agentId: agent.id, maxCapacity });
  };
  return (
    <>
      <input
        className="time"
        inputMode="numeric"
        aria-label={t.capacityOf(agent.account?.nickname ?? agent.id)}
        placeholder={t.unlimited}
        disabled={isPending}
        value={typed ?? agent.maxCapacity ?? ''}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => event.key === 'Enter' && save()}
      />
      <RefusalNote refusal={refusal} />
    </>
  );
}
