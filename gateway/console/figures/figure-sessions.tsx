import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useAsk } from '../api/use-ask';
import { FigureSessionsDocument, type MetricPart } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { useViewer } from '../session/viewer';
import { useShopTime } from '../text/shop-time';
import { useSaid, useTexts } from '../text/texts';
import type { Definition } from './figures-page';
import { figuresTexts } from './figures-texts';
import type { ReportQuestion } from './report-question';

interface Props {
  readonly definition: Definition;
  readonly question: ReportQuestion;
  onClose(): void;
}

const parts: readonly MetricPart[] = ['NUMERATOR', 'DENOMINATOR', 'PENDING'];

/** The sessions that a number is made of. */
export function FigureSessions({ definition, question, onClose }: Props) {
  const t = useTexts(figuresTexts);
  const said = useSaid();
  const [part, setPart] = useState<MetricPart>('NUMERATOR');
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal>
        <Dialog className="stack">
          <Heading slot="title">{t.sessionsOf(said(definition.zh, definition.en))}</Heading>
          <p className="muted">{said(definition.zhSentence, definition.enSentence)}</p>
          <div className="row">
            {parts.map((each) => (
              <button key={each} type="button" aria-pressed={each === part} onClick={() => setPart(each)}>
                {t.parts[each]}
              </button>
            ))}
          </div>
          <SessionRows key={part} definition={definition} question={question} part={part} />
          <button type="button" onClick={onClose}>
            {t.close}
          </button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function SessionRows({ definition, question, part }: Omit<Props, 'onClose'> & { readonly part: MetricPart }) {
  const t = useTexts(figuresTexts);
  const time = useShopTime();
  const { shop } = useViewer();
  const [after, setAfter] = useState<string>();
  const input = { metric: definition.metric, part, from: question.from, to: question.to };
  const { data, refusal } = useAsk(FigureSessionsDocument, { shop: shop.id, input, ...(after && { after }) });
  const page = data?.shop?.metricSessions;
  if (refusal) return <RefusalNote refusal={refusal} />;
  if (!page) return <Skeleton />;
  if (page.nodes.length === 0) return <p className="muted">{t.nothing}</p>;
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{t.opened}</th>
            <th>{t.buyer}</th>
            <th>{t.agent}</th>
            <th className="number">{t.counts}</th>
          </tr>
        </thead>
        <tbody>
          {page.nodes.map(({ sessionId, openedAt, session, creditedAgent, numerator, denominator }) => (
            <tr key={`${sessionId} ${numerator}`}>
              <td>
                <Link to="/w" search={{ session: sessionId }}>
                  {time.full(openedAt)}
                </Link>
              </td>
              <td>{session?.buyer.name ?? '–'}</td>
              <td>{creditedAgent?.account?.nickname ?? '–'}</td>
              <td className="number">
                {numerator}/{denominator}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {page.pageInfo.hasNextPage && (
        <button type="button" onClick={() => setAfter(page.pageInfo.endCursor ?? undefined)}>
          {t.more}
        </button>
      )}
    </>
  );
}
