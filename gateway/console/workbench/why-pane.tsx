import type { TalkFragment } from '../generated/graphql';
import { useSaid, useTexts } from '../text/texts';
import { workbenchTexts } from './workbench-texts';

/** Why a session is where it is: the rule, the sentence, and everybody who was weighed. */
export function WhyPane({ talk }: { readonly talk: TalkFragment }) {
  const t = useTexts(workbenchTexts);
  const said = useSaid();
  const why = talk.routing?.explanation;
  if (!why) return <p className="muted">{t.undecided}</p>;
  return (
    <div className="stack">
      <p>{said(why.zh, why.en)}</p>
      <p>
        {t.rule}: <strong>{why.rule}</strong>
      </p>
      <p className="muted">{t.versions(String(why.settingsVersion ?? '–'), String(why.scheduleVersion ?? '–'))}</p>
      {why.candidates.length > 0 && (
        <table>
          <caption className="visually-hidden">{t.candidates}</caption>
          <thead>
            <tr>
              <th>{t.candidates}</th>
              <th>{t.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {why.candidates.map(({ agent, verdict, load, maxCapacity }) => (
              <tr key={agent.id}>
                <td>
                  {agent.account?.nickname ?? agent.id}{' '}
                  <small className="muted">
                    {load}/{maxCapacity ?? '∞'}
                  </small>
                </td>
                <td>{t.verdicts[verdict]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
