import { useAsk } from '../api/use-ask';
import { AuditLinesDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { useViewer } from '../session/viewer';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import { newestFirst } from './newest-first';
import { peopleTexts } from './people-texts';

/** Who did what in the shop, of every service, newest first. */
export function AuditList() {
  const t = useTexts(peopleTexts);
  const time = useShopTime();
  const { shop } = useViewer();
  const { data, refusal } = useAsk(AuditLinesDocument, { shop: shop.id });
  const audit = data?.shop?.audit;
  if (refusal) return <RefusalNote refusal={refusal} />;
  if (!audit) return <Skeleton />;
  const lines = newestFirst([audit.shop, audit.schedule, audit.routing, audit.session].map((page) => page?.entries ?? []));
  const nameOf = (id: string) => data.shop?.accounts?.find((each) => each.id === id)?.nickname ?? id;
  if (lines.length === 0) return <p className="muted">{t.noLines}</p>;
  return (
    <div className="scrolls">
      <table>
        <caption className="muted">{t.newest}</caption>
        <thead>
          <tr>
            {[t.when, t.who, t.what, t.onWhat, t.changed].map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.hash}>
              <td>{time.full(line.at)}</td>
              <td>{nameOf(line.actorId)}</td>
              <td>{line.operation}</td>
              <td>
                {line.onKind} {line.onKind === 'ACCOUNT' && nameOf(line.onId)}
              </td>
              <td>
                {line.changes.map(({ field, before, after }) => (
                  <div key={field}>
                    {field}: {before ?? '–'} → {after ?? '–'}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
