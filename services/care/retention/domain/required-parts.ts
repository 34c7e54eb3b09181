import type { Medium } from '../../consents/domain/medium';

/** What is missing in a text that is sent as marketing. */
export interface MissingPart {
  readonly code: 'SENDER_MISSING' | 'OPT_OUT_MISSING';
  readonly message: string;
  readonly expected: string;
}

/** How a text says that one can have no more of it. */
const optOut = /退订|拒收|回\s*[TtNn]\b|回复\s*[TtNn]\b|unsubscribe|opt out|reply stop/i;

/** An SMS names the shop in 【】 (CARE-7) and says how to have no more of it (CARE-10); what goes over the shop's own channel shows the shop anyway. */
export function wrongText(medium: Medium, text: string, shopName: string | null): MissingPart | null {
  if (medium !== 'SMS') return null;
  const sender = shopName === null ? /【[^】]+】/.test(text) : text.includes(`【${shopName}】`);
  if (!sender)
    return { code: 'SENDER_MISSING', message: 'The text does not name the shop.', expected: `【${shopName ?? '…'}】 in the text` };
  if (!optOut.test(text))
    return { code: 'OPT_OUT_MISSING', message: 'The text does not say how to have no more of it.', expected: '退订回T, for example' };
  return null;
}
