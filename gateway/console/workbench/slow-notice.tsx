import type { DeskQuery } from '../generated/graphql';
import { useTexts } from '../text/texts';
import { workbenchTexts } from './workbench-texts';

interface Props {
  readonly slow: DeskQuery['slowReplies'] | undefined;
  onShow(sessionId: string): void;
}

/** The one notice of all buyers who wait too long (SES-22): a press shows the longest wait, and it goes when all have an answer. */
export function SlowNotice({ slow, onShow }: Props) {
  const t = useTexts(workbenchTexts);
  if (!slow || slow.count === 0) return null;
  const { session } = slow;
  return (
    <div role="alert" className="note note-warn row">
      {t.slow(slow.count)}
      {session && (
        <button type="button" onClick={() => onShow(session.id)}>
          {t.showLongest}
        </button>
      )}
    </div>
  );
}
