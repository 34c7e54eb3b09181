import { useReducer } from 'preact/hooks';
import { askAsBuyer } from './ask-as-buyer';
import type { BuyerAccess } from './buyer-access';
import { SendBuyerMessageDocument } from './generated/graphql';
import { pendingAfter, type Pending } from './pending';

/** The buyer's messages on their way. The session a message is in is told with it. */
export function useSending({ shopId, buyer, token }: BuyerAccess, onSession: (sessionId: string) => void) {
  const [pending, change] = useReducer(pendingAfter, []);
  const send = async ({ id, text, attachments }: Omit<Pending, 'failed'>) => {
    const input = {
      shopId,
      buyer,
      type: attachments.length > 0 ? ('FILE' as const) : ('TEXT' as const),
      ...(text !== '' && { text }),
      attachments: [...attachments],
      channelMessageId: id,
    };
    try {
      const { sendBuyerMessage } = await askAsBuyer({ shopId, buyer, token }, SendBuyerMessageDocument, { input });
      onSession(sendBuyerMessage.session.id);
      change({ type: 'DONE', id });
    } catch {
      change({ type: 'FAIL', id });
    }
  };
  const add = (text: string, attachments: readonly string[] = []) => {
    const message = { id: crypto.randomUUID(), text, attachments };
    change({ type: 'ADD', message });
    void send(message);
  };
  const again = (message: Pending) => {
    change({ type: 'AGAIN', id: message.id });
    void send(message);
  };
  return { pending, add, again };
}
