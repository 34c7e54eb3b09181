import type { DeskList, DeskQuery } from '../generated/graphql';
import { useTexts } from '../text/texts';
import { deskLists } from './workbench-search';
import { workbenchTexts } from './workbench-texts';

type Counts = NonNullable<NonNullable<DeskQuery['shop']>['deskCounts']>;

const countOf: Readonly<Record<DeskList, keyof Counts>> = {
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

/** The lists of a desk with how many each holds. */
export function DeskTabs({ counts, list, onChoose }: Props) {
  const t = useTexts(workbenchTexts);
  return (
    <div className="desk-tabs">
      {deskLists.map((each) => (
        <button key={each} type="button" aria-pressed={each === list} onClick={() => onChoose(each)}>
          {t.lists[each]} {counts && <b>{counts[countOf[each]]}</b>}
        </button>
      ))}
    </div>
  );
}
