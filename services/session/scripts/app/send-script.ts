import { noticeValues } from '#libs/calendar/index';
import type { Tx } from '#libs/platform/database/database';
import { AppError, granted, isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { NewId } from '#libs/platform/process/ids';
import type { Deps } from '#libs/service/run-service';
import { accountOf, actInSession } from '../../conversation/app/agent-commands';
import type { CommandQueue } from '../../conversation/app/command-queue';
import type { CommandDone } from '../../conversation/app/session-command';
import type { Buyer, Message, Session } from '../../conversation/domain/session';
import { loadCases } from '../../conversation/store/load-cases';
import { messagesInRanges } from '../../conversation/store/load-messages';
import { findAccount } from '../../copies/store/account-copy';
import { readVoice } from '../../copies/store/shop-copy';
import { loadEntry } from '../../knowledge/store/faq-entries';
import { fillAnswer } from '../../knowledge/domain/fill-answer';
import { ordersInRanges } from '../../orders/store/load-orders';
import { decideSend, type Sending } from '../domain/decide-send';
import { fillScript, type Facts } from '../domain/fill-script';
import { isValidOn } from '../domain/script';
import { findPresentScript } from './find-script';
import { dateIn } from './read-scripts';
import { viewerOf } from './viewer-of';

export interface SendScriptInput extends CommandInput {
  readonly sessionId: string;
  readonly scriptId?: string | null | undefined;
  readonly faqEntryId?: string | null | undefined;
}

export interface SendDeps extends Pick<Deps, 'readDb' | 'clock'> {
  readonly queue: CommandQueue;
  readonly newId: NewId;
}

/** Sends a script, or a common question's answer, with one click (KB-11, KB-16). What keeps it from being sent is only said where it was not sent before. */
export async function sendScript(deps: SendDeps, command: Command<SendScriptInput>): Promise<CommandDone> {
  const sending = await prepare(deps, command);
  return actInSession(deps.queue, command, command.input.sessionId, (known, now) =>
    isRefusal(sending) ? { ...sending, mayYetCome: false } : decideSend(known, sending, now),
  );
}

/** The messages that one click has sent, of which the first is known: they stand behind each other and were recorded at once. */
export async function sentParts(
  { readDb }: Pick<SendDeps, 'readDb'>,
  shopId: string,
  sessionId: string,
  first: number,
): Promise<Message[]> {
  const [found = []] = await readDb.transaction([shopId], (tx) => messagesInRanges(tx, [{ sessionId, after: first - 1, most: mostParts }]));
  const [head] = found;
  const end = found.findIndex((each) => each.sourceId !== head?.sourceId || each.recordedAt.getTime() !== head?.recordedAt.getTime());
  return found.slice(0, end < 0 ? found.length : end);
}

const mostParts = 10;

async function prepare(
  { readDb, clock, newId }: SendDeps,
  { shopId, caller, input }: Command<SendScriptInput>,
): Promise<Sending | Refusal> {
  const agentId = accountOf(caller).id;
  const part = (text: string | null, image: string | null) => ({ id: newId(), text, image });
  return readDb.transaction([shopId], async (tx) => {
    const { sessions, buyers } = await loadCases(tx, { buyers: [], sessions: [input.sessionId] });
    const session = sessions.find((each) => each.session.id === input.sessionId)?.session;
    const buyer = buyers.find(({ id }) => id === session?.buyerId);
    if (!session || !buyer) return noSession;
    if (input.faqEntryId) {
      const answer = await answerIn(tx, session, input.faqEntryId);
      return isRefusal(answer) ? answer : { source: 'KB', sourceId: input.faqEntryId, agentId, parts: [part(answer, null)] };
    }
    return refusedAsValue(async () => {
      const script = await findPresentScript({ tx, shopId, viewer: await viewerOf(tx, caller) }, input.scriptId ?? '');
      if (!isValidOn(script, await dateIn(tx, shopId, clock.now()))) throw notValid;
      const text = script.text === null ? null : granted(fillScript(script.text, await factsOf(tx, agentId, session, buyer)));
      const images = script.images.map((image) => part(null, image));
      return { source: 'SCRIPT', sourceId: script.id, agentId, parts: text === null ? images : [part(text, null), ...images] };
    });
  });
}

async function refusedAsValue<T>(run: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message, field, expected, retryable } = error;
    return refuse(code, message, { ...(field !== undefined && { field }), ...(expected !== undefined && { expected }), retryable });
  }
}

async function answerIn(tx: Tx, session: Session, entryId: string): Promise<string | Refusal> {
  const [entry, voice] = await Promise.all([loadEntry(tx, session.shopId, entryId), readVoice(tx, session.shopId)]);
  if (!entry?.enabled)
    return refuse('FAQ_ENTRY_NOT_FOUND', 'There is no such entry.', { field: 'faqEntryId', expected: 'an entry that is used' });
  const hours = { receptionHours: session.closed?.receptionHours ?? null, nextOpeningAt: session.closed?.until ?? null };
  const text = fillAnswer(entry.answer, session.product, {
    ...hours,
    timeZone: voice?.timeZone ?? 'UTC',
    language: voice?.language ?? 'zh',
  });
  return (
    text ??
    refuse('MISSING_VARIABLE', 'The product is not known here.', {
      field: 'productName',
      expected: 'a session whose buyer looks at a product',
    })
  );
}

/** What can be filled in: of the agent, the buyer and its newest order, the product it looks at, and the hours as they were told. */
async function factsOf(tx: Tx, agentId: string, session: Session, buyer: Buyer): Promise<Facts> {
  const [agent, voice, [orders = []]] = await Promise.all([
    findAccount(tx, agentId),
    readVoice(tx, session.shopId),
    ordersInRanges(tx, [{ buyerId: buyer.id, after: null, most: 1 }]),
  ]);
  const { closed, product } = session;
  const told = closed && voice ? noticeValues({ receptionHours: closed.receptionHours, nextOpeningAt: closed.until, ...voice }) : null;
  return {
    agentName: agent?.nickname ?? null,
    buyerName: buyer.name,
    productName: product?.name ?? null,
    productDescription: product?.description ?? null,
    orderId: orders[0]?.channelOrderId ?? null,
    receptionHours: told?.receptionHours ?? null,
    nextOpening: told?.nextOpening ?? null,
  };
}

const noSession = refuse('SESSION_NOT_FOUND', 'No such session in this shop.', {
  field: 'sessionId',
  expected: 'the id of a session of this shop',
});

const notValid = new AppError('SCRIPT_NOT_VALID', 'The script may not be used today.', {
  field: 'scriptId',
  expected: 'a script whose dates of use have today',
});
