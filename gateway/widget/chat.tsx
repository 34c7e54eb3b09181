import { useEffect, useState } from 'preact/hooks';
import { Refusal } from '../console/api/refusal';
import { askAsBuyer, upload } from './ask-as-buyer';
import { forgetAccess, type BuyerAccess } from './buyer-access';
import { ChatInput } from './chat-input';
import { ChatLog } from './chat-log';
import type { ChatTexts } from './chat-texts';
import { FaqCard } from './faq-card';
import { ClickFaqDocument, EnterChatDocument, LeaveChatDocument, type EnterChatMutation } from './generated/graphql';
import { Rating } from './rating';
import { useSending } from './use-sending';
import { useSession } from './use-session';

interface Props {
  readonly access: BuyerAccess;
  readonly t: ChatTexts;
}

/** A buyer's talk with the shop. */
export function Chat({ access, t }: Props) {
  const [entered, setEntered] = useState<EnterChatMutation['enterChat']>();
  const [sessionId, setSessionId] = useState<string>();
  const talk = useSession(access, sessionId);
  const who = { shopId: access.shopId, buyer: access.buyer };
  useEffect(() => {
    const take = (done: EnterChatMutation['enterChat']) => {
      setEntered(done);
      // What was written meanwhile has its session already.
      setSessionId((known) => known ?? done.session?.id);
    };
    enter(access).then(take, () => undefined);
  }, [access]);
  const { pending, add, again } = useSending(access, setSessionId);
  const attach = async (file: File) => add('', [await upload(access, file)]);
  const click = async (entryId: string, question: string) => {
    const input = { ...who, entryId, question, channelMessageId: crypto.randomUUID() };
    setSessionId((await askAsBuyer(access, ClickFaqDocument, { input })).clickFaq.session.id);
  };
  const leave = () => void askAsBuyer(access, LeaveChatDocument, { input: who });
  const over = talk?.state === 'ENDING' || talk?.state === 'CLOSED';
  return (
    <main>
      <header>
        <h1>{t.title}</h1>
        {talk && <Standing talk={talk} t={t} />}
        {(talk?.state === 'QUEUED' || talk?.state === 'BOT') && (
          <button type="button" onClick={leave}>
            {t.leave}
          </button>
        )}
      </header>
      {entered?.notice && <p class="notice">{t.lang === 'en' ? entered.notice.textEn : entered.notice.text}</p>}
      <ChatLog messages={talk?.messages?.nodes ?? []} pending={pending} t={t} onAgain={again} />
      {entered?.faqCard && <FaqCard questions={entered.faqCard} t={t} onClick={(entry, question) => void click(entry, question)} />}
      {over && talk.rateableUntil && <Rating access={access} talk={talk} t={t} />}
      <ChatInput t={t} onSend={add} onFile={attach} />
    </main>
  );
}

async function enter(access: BuyerAccess): Promise<EnterChatMutation['enterChat']> {
  try {
    return (await askAsBuyer(access, EnterChatDocument, { input: { shopId: access.shopId, buyer: access.buyer } })).enterChat;
  } catch (error) {
    // The shop has ended this id: the next visit begins anew.
    if (error instanceof Refusal && error.code === 'UNAUTHENTICATED') forgetAccess(access.shopId);
    throw error;
  }
}

function Standing({ talk, t }: { readonly talk: NonNullable<ReturnType<typeof useSession>>; readonly t: ChatTexts }) {
  const { state, queuePosition, estimatedWaitSeconds } = talk;
  return (
    <p role="status">
      {t.states[state]}
      {state === 'QUEUED' && queuePosition !== null && ` · ${t.place(queuePosition)}`}
      {state === 'QUEUED' && estimatedWaitSeconds !== null && ` · ${t.wait(Math.max(1, Math.round(estimatedWaitSeconds / 60)))}`}
    </p>
  );
}
