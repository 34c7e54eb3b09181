import type { Deps } from '#libs/service/run-service';
import { readVoice } from '../../copies/store/shop-copy';
import { answerQuestion } from '../domain/answer-question';
import { answersOf } from '../store/faq-entries';

/** What the schedule service says of a buyer who would write. */
export interface DryRunQuestion {
  readonly shopId: string;
  readonly text: string | null;
  /** The closed notice; null where the buyer would be routed. */
  readonly answer: string | null;
  readonly receptionHours: string | null;
  readonly nextOpeningAt: string | null;
  readonly productId: string | null;
  readonly productName: string | null;
  readonly productDescription: string | null;
}

/** What a buyer of a closed shop would be answered behind the closed notice, by the same decision as in a conversation (SCH-13, SCH-16). */
export async function previewAnswer({ readDb }: Pick<Deps, 'readDb'>, { shopId, answer, text, ...asked }: DryRunQuestion) {
  if (answer === null || text === null) return null;
  const [voice, faq] = await readDb.transaction([shopId], (tx) => Promise.all([readVoice(tx, shopId), answersOf(tx, [shopId])]));
  if (!voice) return null;
  const { receptionHours, nextOpeningAt, productId: id, productName: name, productDescription: description } = asked;
  const hours = { receptionHours, nextOpeningAt: nextOpeningAt === null ? null : new Date(nextOpeningAt), ...voice };
  return answerQuestion({ entries: faq.get(shopId) ?? [], text, product: { id, name, description }, hours });
}
