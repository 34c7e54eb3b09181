import type { TalkMessageFragment } from '../generated/graphql';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import { textParts } from './text-parts';
import { workbenchTexts } from './workbench-texts';

interface Props {
  readonly message: TalkMessageFragment;
  /** Up to which message the buyer has read. */
  readonly readTo: number;
}

/** A message as it was said: who, when, what, and what became of it. */
export function MessageItem({ message, readTo }: Props) {
  const t = useTexts(workbenchTexts);
  const time = useShopTime();
  const { sender, type, delivery } = message;
  const name = sender === 'AGENT' ? (message.agent?.account?.nickname ?? t.senders.AGENT) : t.senders[sender];
  return (
    <article className={`message ${sender.toLowerCase()}`}>
      <header className="muted">
        {name} <time dateTime={message.recordedAt}>{time.short(message.recordedAt)}</time>
        {message.editedAt && ` · ${t.edited}`}
        {sender === 'AGENT' && message.ordinal <= readTo && ' · ✓✓'}
        {delivery?.state === 'PENDING' && ` · ${t.pending}`}
      </header>
      <div className="bubble">
        {message.recalledAt ? (
          <em>{t.recalled}</em>
        ) : (
          <>
            {type !== 'TEXT' && type !== 'FAQ_CLICK' && <span className="chip">{t.types[type]}</span>}
            {message.text !== null && <Text text={message.text} />}
            {message.text === null && message.reference !== null && <code>{message.reference}</code>}
            <Files files={message.attachments ?? []} />
          </>
        )}
      </div>
      {delivery?.state === 'FAILED' && <p className="field-error">{t.failed(delivery.reason ?? '')}</p>}
    </article>
  );
}

const Text = ({ text }: { readonly text: string }) => (
  <p>
    {textParts(text).map((part, index) =>
      part.kind === 'TEXT' ? (
        part.text
      ) : (
        <a key={index} href={part.href} target="_blank" rel="noreferrer noopener">
          {part.text}
        </a>
      ),
    )}
  </p>
);

function Files({ files }: { readonly files: NonNullable<TalkMessageFragment['attachments']> }) {
  return files.map((file) =>
    file.contentType.startsWith('image/') ? (
      <a key={file.id} href={file.url} target="_blank" rel="noreferrer">
        <img src={file.url} alt={file.name ?? ''} width={file.width ?? undefined} height={file.height ?? undefined} loading="lazy" />
      </a>
    ) : (
      <a key={file.id} href={file.url} target="_blank" rel="noreferrer">
        {file.name ?? file.contentType}
      </a>
    ),
  );
}
