import { useEffect, useState } from 'react';
import { keepDraft, readDraft } from './drafts';

/** The draft of one session. A text never moves to another session: it is kept with the id it was typed for. */
export function useDraft(sessionId: string): readonly [string, (text: string) => void] {
  const [draft, setDraft] = useState({ sessionId, text: '' });
  useEffect(() => {
    let isCurrent = true;
    void readDraft(sessionId).then((text) => isCurrent && setDraft({ sessionId, text }));
    return () => {
      isCurrent = false;
    };
  }, [sessionId]);
  const change = (text: string) => {
    setDraft({ sessionId, text });
    void keepDraft(sessionId, text);
  };
  return [draft.sessionId === sessionId ? draft.text : '', change];
}
