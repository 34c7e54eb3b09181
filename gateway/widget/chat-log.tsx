import { useEffect, useRef } from 'preact/hooks';
import type { ChatTexts } from './chat-texts';
import type { BuyerTalkFragment } from './generated/graphql';
import type { Pending } from './pending';

type Message = NonNullable<BuyerTalkFragment['messages']>['nodes'][number];

interface Props {
  readonly messages: readonly Message[];
  readonly pending: readonly Pending[];
  readonly t: ChatTexts;
  onAgain(message: Pending): void;
}

/** What was said. Texts are shown as texts, whatever stands in them. */
export function ChatLog({ messages, pending, t, onAgain }: Props) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [messages.length, pending.length]);
  const newest = messages.at(-1);
  return (
    <div class="log" role="log" aria-live="off" aria-label={t.log} tabIndex={0}>
      {messages.length === 0 && pending.length === 0 && <p class="hello">{t.hello}</p>}
      {messages.map((message) => (
        <Said key={message.id} message={message} t={t} />
      ))}
      {pending.map((message) => (
        <article key={message.id} class="message buyer pending">
          <div class="bubble">{message.text}</div>
          {message.failed ? (
            <button type="button" onClick={() => onAgain(message)}>
              {t.notSent}
            </button>
          ) : (
            <small>{t.sending}</small>
          )}
        </article>
      ))}
      <div ref={end} />
      <p class="announcer" aria-live="polite">
        {newest && newest.sender !== 'BUYER' ? `${t.senders[newest.sender]}: ${newest.text ?? ''}` : ''}
      </p>
    </div>
  );
}

function Said({ message, t }: { readonly message: Message; readonly t: ChatTexts }) {
  return (
    <article class={`message ${message.sender.toLowerCase()}`}>
      <small>{t.senders[message.sender]}</small>
      <div class="bubble">
        {message.recalledAt ? t.recalled : message.text}
        {(message.attachments ?? []).map((file) =>
          file.contentType.startsWith('image/') ? (
            <img key={file.id} src={file.url} alt={file.name ?? ''} />
          ) : (
            <a key={file.id} href={file.url} target="_blank" rel="noreferrer">
              {file.name ?? file.contentType}
            </a>
          ),
        )}
      </div>
    </article>
  );
}
