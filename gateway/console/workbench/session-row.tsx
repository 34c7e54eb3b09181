import type { DeskRowFragment } from '../generated/graphql';
import { useNow } from '../live/use-now';
import { durationText } from '../text/ratio';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import { waitLevel, type WaitLimits } from './wait-level';
import type { RowButton } from './use-row-buttons';
import { workbenchTexts } from './workbench-texts';

interface Props {
  readonly row: DeskRowFragment;
  readonly index: number;
  readonly top: number;
  readonly limits: WaitLimits;
  readonly isChosen: boolean;
  onChoose(id: string): void;
  /** What may be done with it in its list: to take a buyer whom nobody has, to answer an offer. */
  readonly buttons: readonly RowButton[];
}

/** A session in a list: who, what was said last, what is unread, and how long the buyer waits. */
export function SessionRow({ row, index, top, limits, isChosen, onChoose, buttons }: Props) {
  const t = useTexts(workbenchTexts);
  const time = useShopTime();
  const { lastMessage } = row;
  const unread = row.messageCount - row.agentReadTo;
  const said =
    lastMessage &&
    (lastMessage.recalledAt ? t.recalled : lastMessage.type === 'TEXT' ? lastMessage.text : `[${t.types[lastMessage.type]}]`);
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isChosen}
      className="session-row"
      style={{ top }}
      onClick={() => onChoose(row.id)}
    >
      <div role="gridcell" className="session-who">
        <strong>{row.buyer.name ?? row.buyer.id}</strong>
        {row.difficult && <span className="chip warn">{t.difficult}</span>}
        {row.buyer.customer?.badge === 'OLD_CUSTOMER' && <span className="chip">{t.oldCustomer}</span>}
        <small className="muted">{row.channel}</small>
      </div>
      <div role="gridcell" className="session-last muted">
        {lastMessage && lastMessage.sender !== 'BUYER' && `${t.senders[lastMessage.sender]}: `}
        {said}
      </div>
      <div role="gridcell" className="session-facts">
        {row.waitingSince && <Wait since={row.waitingSince} limits={limits} />}
        {row.state === 'ENDING' && row.holdUntil && <small>{t.slotFree(time.clock(row.holdUntil))}</small>}
        {unread > 0 && row.agent && (
          <span className="unread" aria-label={t.unread(unread)}>
            {unread > 99 ? '99+' : unread}
          </span>
        )}
        {row.offer && <Offered until={row.offer.until} />}
        {buttons.map(({ label, press }) => (
          <button key={label} type="button" onClick={(event) => (event.stopPropagation(), press(row.id))}>
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}

function Wait({ since, limits }: { readonly since: string; readonly limits: WaitLimits }) {
  const t = useTexts(workbenchTexts);
  const seconds = (useNow() - Date.parse(since)) / 1_000;
  const level = waitLevel(seconds, limits);
  return (
    <span className={`wait ${level.toLowerCase()}`} aria-label={t.waits(durationText(seconds))}>
      {level === 'LATE' ? '‼' : level === 'SLOW' ? '!' : ''} {durationText(seconds)}
    </span>
  );
}

/** For how long an offer can still be accepted. */
function Offered({ until }: { readonly until: string }) {
  const t = useTexts(workbenchTexts);
  return <small>{t.answerWithin(durationText(Math.max(0, (Date.parse(until) - useNow()) / 1_000)))}</small>;
}
