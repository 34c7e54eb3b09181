import { useState } from 'preact/hooks';
import { askAsBuyer } from './ask-as-buyer';
import type { BuyerAccess } from './buyer-access';
import type { ChatTexts } from './chat-texts';
import { RateSessionDocument, type BuyerTalkFragment } from './generated/graphql';

interface Props {
  readonly access: BuyerAccess;
  readonly talk: BuyerTalkFragment;
  readonly t: ChatTexts;
}

/** How the buyer found it, once per talk. */
export function Rating({ access, talk, t }: Props) {
  const [solved, setSolved] = useState<boolean>();
  const [done, setDone] = useState(talk.rating !== null);
  if (done) return <p class="rating">{t.thanks}</p>;
  const { channel, externalId } = access.buyer;
  const rate = async (score: number) => {
    const input = {
      shopId: access.shopId,
      buyer: { channel, externalId },
      sessionId: talk.id,
      score,
      ...(solved !== undefined && { solved }),
    };
    await askAsBuyer(access, RateSessionDocument, { input });
    setDone(true);
  };
  return (
    <section class="rating" aria-label={t.rate}>
      <p>{t.rate}</p>
      <div>
        {[true, false].map((answer) => (
          <button key={String(answer)} type="button" aria-pressed={solved === answer} onClick={() => setSolved(answer)}>
            {answer ? t.solved : t.notSolved}
          </button>
        ))}
      </div>
      <div>
        {[1, 2, 3, 4, 5].map((score) => (
          <button key={score} type="button" aria-label={t.stars(score)} onClick={() => void rate(score)}>
            {'★'.repeat(score)}
          </button>
        ))}
      </div>
    </section>
  );
}
