import { z } from 'zod';
import { granted, type Refusal } from '#libs/platform/errors';
import type { Command } from '#libs/platform/graphql/command';
import { orNull } from '#libs/platform/graphql/optional-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { visibleText } from '#libs/platform/graphql/text-input';
import type { Engine } from '../../flight/app/engine';
import { isNewsMissing, settled } from '../../flight/app/settled';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { HandoverAnswer } from '../../handover/app/handover-commands';
import type { Moved } from '../../handover/domain/hand-over';
import { acceptOffer, declineOffer } from '../domain/answer-offer';

const named = { shopId: idInput, sessionId: idInput, commandId: commandIdInput };

export const acceptInput = z.strictObject(named);
export const declineInput = z.strictObject({ ...named, reason: orNull(visibleText(200)) });

export interface OfferDeps {
  readonly engine: Engine;
}

/** The calling agent takes what it was offered. */
export const commandAccept = (deps: OfferDeps, command: Command<z.infer<typeof acceptInput>>): Promise<HandoverAnswer> =>
  answer(deps, command, (change) => acceptOffer(change, command.input.sessionId, command.caller.account));

/** The calling agent says no to what it was offered. */
export const commandDecline = (deps: OfferDeps, command: Command<z.infer<typeof declineInput>>): Promise<HandoverAnswer> =>
  answer(deps, command, (change) => declineOffer(change, command.input.sessionId, command.caller.account, command.input.reason));

/** An offer that was seen is known here: only the shop, or the session, may still be on its way. */
async function answer(
  { engine }: OfferDeps,
  { shopId, key, trigger, input: { sessionId } }: Command<{ readonly shopId: string; readonly sessionId: string }>,
  run: (change: ShopChange) => Moved | Refusal,
): Promise<HandoverAnswer> {
  const asked = { kind: 'command', shopId, key, trigger, sessions: [sessionId], run } as const;
  const isEarly = (refusal: Refusal): boolean =>
    isNewsMissing(refusal) || (refusal.code === 'SESSION_NOT_FOUND' && refusal.retryable === true);
  const { takerId } = granted(await settled<Moved>(engine, asked, isEarly));
  return { sessionId, takerId, warnings: [] };
}
