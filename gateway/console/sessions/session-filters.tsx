import type { SessionState } from '../generated/graphql';
import { useTexts } from '../text/texts';
import { workbenchTexts } from '../workbench/workbench-texts';
import { sessionStates, type SessionFilter } from './session-filter';
import { sessionsTexts } from './sessions-texts';

interface Props {
  readonly filter: SessionFilter;
  readonly agents: readonly { readonly id: string; readonly account: { readonly nickname: string } | null }[];
  onChange(filter: SessionFilter): void;
}

export function SessionFilters({ filter, agents, onChange }: Props) {
  const t = useTexts(sessionsTexts);
  const w = useTexts(workbenchTexts);
  const set = (change: Partial<SessionFilter>) => onChange({ ...filter, ...change });
  return (
    <div className="row card">
      <label className="field">
        {t.date}
        <input type="date" value={filter.date} onChange={(event) => set({ date: event.target.value })} />
      </label>
      <label className="field">
        {t.state}
        <select
          value={filter.state ?? ''}
          onChange={(event) => set({ state: (event.target.value || undefined) as SessionState | undefined })}
        >
          <option value="">{t.anyState}</option>
          {sessionStates.map((each) => (
            <option key={each} value={each}>
              {w.states[each]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t.agent}
        <select value={filter.agentId ?? ''} onChange={(event) => set({ agentId: event.target.value || undefined })}>
          <option value="">{t.anyAgent}</option>
          {agents.map(({ id, account }) => (
            <option key={id} value={id}>
              {account?.nickname ?? id}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t.text}
        <input
          type="search"
          maxLength={100}
          value={filter.text ?? ''}
          onChange={(event) => set({ text: event.target.value || undefined })}
        />
      </label>
      <label>
        <input type="checkbox" checked={filter.unanswered} onChange={(event) => set({ unanswered: event.target.checked })} /> {t.unanswered}
      </label>
    </div>
  );
}
