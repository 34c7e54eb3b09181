import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { instantInput } from '#libs/platform/graphql/instant-input';
import { foreignKey, visibleText } from '#libs/platform/graphql/text-input';
import { buyerKeyInput } from '../../conversation/resolvers/inputs';
import { spellingOf, type StatusText } from '../domain/known-statuses';
import { orderStatuses } from '../domain/order-status';
import type { OrderReport } from '../domain/decide-order';

const [mostItems, mostTexts, mostMinorUnits, mostOfAProduct] = [100, 200, 1e15, 1_000_000];

const status = z.enum(orderStatuses, `one of ${orderStatuses.join(', ')}`);
const told = instantInput.refine((at) => at.getTime() >= 0, 'an instant of 1970 or later');
const whole = (least: number, most: number) => {
  const range = `a whole number from ${least} to ${most}`;
  return z.number(range).int(range).min(least, range).max(most, range);
};

const money = z.object({
  minorUnits: whole(0, mostMinorUnits),
  currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as CNY'),
});
const item = z.object({ productId: foreignKey(200), quantity: whole(1, mostOfAProduct) });

export const recordOrderInput = z
  .object({
    shopId: idInput,
    buyer: buyerKeyInput,
    orderId: foreignKey(200),
    status: status.nullish(),
    channelStatus: visibleText(50).nullish(),
    statusAt: told,
    createdAt: told,
    paidAt: told.nullish(),
    amount: money.nullish(),
    items: z.array(item).max(mostItems, `at most ${mostItems} items`).nullish(),
    commandId: commandIdInput,
  })
  .transform(({ status: known, channelStatus: text, statusAt, createdAt, paidAt, amount, items, ...rest }, context) => {
    const said = spoken(known, text);
    if (said === undefined) {
      context.addIssue({ code: 'custom', path: ['status'], message: 'either status or channelStatus, and not both' });
      return z.NEVER;
    }
    const report: OrderReport = { status: said, statusAt, createdAt, paidAt: paidAt ?? null, amount: amount ?? null, items: items ?? null };
    return { ...rest, report };
  });

function spoken(known: StatusText['status'] | null | undefined, text: string | null | undefined): OrderReport['status'] | undefined {
  if (known) return text ? undefined : { known };
  return text ? { text } : undefined;
}

export const saveMappingInput = z.object({
  shopId: idInput,
  channel: foreignKey(50),
  texts: z
    .array(z.object({ text: visibleText(50), status }))
    .max(mostTexts, `at most ${mostTexts} texts`)
    .superRefine((texts, context) => {
      const seen = new Set<string>();
      texts.forEach(({ text }, index) => {
        if (seen.has(spellingOf(text))) context.addIssue({ code: 'custom', path: [index, 'text'], message: 'each text once' });
        seen.add(spellingOf(text));
      });
    }),
  commandId: commandIdInput,
});
