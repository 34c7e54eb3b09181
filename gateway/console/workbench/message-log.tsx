import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { ask } from '../api/ask';
import { EarlierMessagesDocument, type TalkFragment, type TalkMessageFragment } from '../generated/graphql';
import { useTexts } from '../text/texts';
import { mergeMessages } from './merge-messages';
import { MessageItem } from './message-item';
import { outbox } from './outbox';
import { SentItem } from './sent-item';
import { workbenchTexts } from './workbench-texts';

/** The talk, oldest first, with what is still on its way at the end. */
export function MessageLog({ talk }: { readonly talk: TalkFragment }) {
  const t = useTexts(workbenchTexts);
  const [earlier, setEarlier] = useState<{ nodes: readonly TalkMessageFragment[]; cursor: string | null | undefined }>();
  const page = talk.messages;
  const cursor = earlier ? earlier.cursor : page?.hasPreviousPage ? page.startCursor : undefined;
  const messages = mergeMessages(earlier?.nodes ?? [], page?.nodes ?? []);
  const sent = useSyncExternalStore(outbox.subscribe, outbox.all).filter(({ sessionId }) => sessionId === talk.id);
  const end = useFollowing(messages.length + sent.length);
  const load = async () => {
    if (!cursor) return;
    const more = (await ask(EarlierMessagesDocument, { session: talk.id, before: cursor })).data.session?.messages;
    if (!more) return;
    setEarlier((before) => ({
      nodes: mergeMessages(more.nodes, before?.nodes ?? []),
      cursor: more.hasPreviousPage ? more.startCursor : undefined,
    }));
  };
  return (
    <div className="log" role="log" aria-live="off" aria-label={t.log} tabIndex={0}>
      {cursor && (
        <button type="button" className="quiet" onClick={() => void load()}>
          {t.earlier}
        </button>
      )}
      {messages.map((message) => (
        <MessageItem key={message.id} message={message} readTo={talk.buyerReadTo} />
      ))}
      {sent.map((message) => (
        <SentItem key={message.id} sent={message} />
      ))}
      <div ref={end} />
    </div>
  );
}

/** Stays at the end while new messages come, unless somebody scrolled up to read. */
function useFollowing(count: number) {
  const end = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    const box = end.current?.parentElement;
    const look = () => {
      if (box) follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
    };
    box?.addEventListener('scroll', look, { passive: true });
    return () => box?.removeEventListener('scroll', look);
  }, []);
  useLayoutEffect(() => {
    if (follows.current) end.current?.scrollIntoView({ block: 'end' });
  }, [count]);
  return end;
}
