import { useRef, useState } from 'preact/hooks';
import { meaningOf } from '../console/workbench/composing';
import type { ChatTexts } from './chat-texts';

interface Props {
  readonly t: ChatTexts;
  onSend(text: string): void;
  onFile(file: File): Promise<void>;
}

/** Where the buyer writes. */
export function ChatInput({ t, onSend, onFile }: Props) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const composedAt = useRef(0);
  const send = () => {
    if (text.trim() === '') return;
    onSend(text.trim());
    setText('');
  };
  const press = (event: KeyboardEvent) => {
    if (meaningOf(event, 'ENTER', performance.now() - composedAt.current < 50) !== 'SEND') return;
    event.preventDefault();
    send();
  };
  const choose = (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    input.value = '';
    if (file)
      onFile(file).then(
        () => setProblem(undefined),
        (error: unknown) => setProblem(error instanceof Error ? error.message : t.failed),
      );
  };
  return (
    <form
      class="input"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="file" title={t.attach}>
        <span aria-hidden="true">＋</span>
        <input type="file" aria-label={t.attach} onChange={(event) => choose(event.currentTarget)} />
      </label>
      <textarea
        aria-label={t.write}
        placeholder={t.write}
        rows={1}
        maxLength={5_000}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
        onCompositionEnd={() => (composedAt.current = performance.now())}
      />
      <button type="submit" disabled={text.trim() === ''}>
        {t.send}
      </button>
      {problem !== undefined && <p role="alert">{problem}</p>}
    </form>
  );
}
