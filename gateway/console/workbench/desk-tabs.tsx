import type { DeskList, DeskQuery } from '../generated/graphql';
import { useTexts } from '../text/texts';
import { deskLists } from './workbench-search';
import { workbenchTexts } from './workbench-texts';

type Counts = NonNullable<NonNullable<DeskQuery['shop']>['deskCounts']>;

const countOf: Readonly<Record<DeskList, keyof Counts>> = {
  OFFERED_TO_ME: 'offeredToMe',
  MINE: 'mine',
  WAITING_FOR_ME: 'waitingForMe',
  QUEUE: 'queue',
  LEFT_MESSAGES: 'leftMessages',
  ENDED_TODAY: 'endedToday',
};

interface Props {
  readonly counts: Counts | null | undefined;
  readonly list: DeskList;
  onChoose(list: DeskList): void;
}

/** The lists of a desk with how many each holds; what is offered only while something is. */
export function DeskTabs({ counts, list, onChoose }: Props) {
  const t = useTexts(workbenchTexts);
  return (
    <div className="desk-tabs">
      {deskLists
        .filter((each) => each !== 'OFFERED_TO_ME' || each === list || (counts?.offeredToMe ?? 0) > 0)
        .map((each) => (
          <button key={each} type="button" aria-pressed={each === list} onClick={() => onChoose(each)}>
            {t.lists[each]} {counts && <b>{counts[countOf[each]]}</b>}
          </button>
        ))}
    </div>
  );
}
