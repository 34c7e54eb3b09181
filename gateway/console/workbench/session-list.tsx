import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type KeyboardEvent } from 'react';
import type { DeskList, DeskRowFragment } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useTexts } from '../text/texts';
import { SessionRow } from './session-row';
import { useRowButtons } from './use-row-buttons';
import type { WaitLimits } from './wait-level';
import { workbenchTexts } from './workbench-texts';

interface Props {
  readonly rows: readonly DeskRowFragment[];
  readonly limits: WaitLimits;
  readonly chosen: string | undefined;
  readonly list: DeskList;
  onChoose(id: string): void;
}

const rowHeight = 68;

/** The sessions of a list. Only rows that can be seen are in the page; a screen reader is told how many there are. */
export function SessionList({ rows, limits, chosen, list, onChoose }: Props) {
  const t = useTexts(workbenchTexts);
  const box = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- it is called here only, and nothing of it is kept.
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8 });
  const { buttons, refusal } = useRowButtons(list, onChoose);
  const note = <RefusalNote refusal={refusal} />;
  if (rows.length === 0)
    return (
      <>
        {note}
        <p className="muted desk-empty">{t.empty[list]}</p>
      </>
    );
  const step = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const index = Math.min(rows.length - 1, Math.max(0, rows.findIndex(({ id }) => id === chosen) + by));
    virtual.scrollToIndex(index);
    onChoose(rows[index]!.id);
  };
  return (
    <>
      {note}
      <div
        ref={box}
        className="session-list"
        role="grid"
        aria-label={t.lists[list]}
        aria-rowcount={rows.length}
        tabIndex={0}
        onKeyDown={step}
      >
        <div role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]!;
            return (
              <SessionRow
                key={row.id}
                row={row}
                index={index}
                top={start}
                limits={limits}
                isChosen={row.id === chosen}
                buttons={buttons}
                onChoose={onChoose}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}
