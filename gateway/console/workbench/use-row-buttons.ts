import { useAct } from '../api/use-act';
import type { Refusal } from '../api/refusal';
import { AcceptOfferDocument, DeclineOfferDocument, PullFromQueueDocument, type DeskList } from '../generated/graphql';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { workbenchTexts } from './workbench-texts';

/** What can be done with a session in its row. */
export interface RowButton {
  readonly label: string;
  press(sessionId: string): void;
}

/** Buyers whom nobody has are taken, offers are accepted or declined; whom one has taken is shown. */
export function useRowButtons(
  list: DeskList,
  onTaken: (sessionId: string) => void,
): { buttons: RowButton[]; refusal: Refusal | undefined } {
  const t = useTexts(workbenchTexts);
  const { shop } = useViewer();
  const [pulling, accepting, declining] = [useAct(PullFromQueueDocument), useAct(AcceptOfferDocument), useAct(DeclineOfferDocument)];
  const take =
    ({ act }: typeof pulling | typeof accepting) =>
    (sessionId: string): void =>
      void act({ shopId: shop.id, sessionId }).then((taken) => (taken ? onTaken(sessionId) : undefined));
  const answer = [
    { label: t.accept, press: take(accepting) },
    { label: t.decline, press: (sessionId: string) => void declining.act({ shopId: shop.id, sessionId }) },
  ];
  const pull = { label: t.pull, press: take(pulling) };
  return {
    buttons: list === 'OFFERED_TO_ME' ? answer : list === 'QUEUE' || list === 'LEFT_MESSAGES' ? [pull] : [],
    refusal: [pulling, accepting, declining].find(({ refusal }) => refusal)?.refusal,
  };
}
