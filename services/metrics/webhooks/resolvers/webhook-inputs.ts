import { z } from 'zod';
import { alertProperties } from '#libs/contracts/events/alert-raised';
import { orUndefined } from '#libs/platform/graphql/optional-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { expectedUrl, readWebhookUrl } from '../domain/webhook-url';

const inShop = { shopId: idInput, commandId: commandIdInput };

/** `allowPrivate`: whether the operator lets alerts go to private addresses. */
export const saveWebhookInput = (allowPrivate: boolean) =>
  z
    .object({
      ...inShop,
      webhookId: orUndefined(idInput),
      url: orUndefined(
        z.string().transform((text, context) => {
          const url = readWebhookUrl(text, allowPrivate);
          if (url !== null) return url;
          context.addIssue({ code: 'custom', message: expectedUrl(allowPrivate) });
          return z.NEVER;
        }),
      ),
      kinds: z
        .array(z.enum(alertProperties.kind.known))
        .min(1, '1 to 20 kinds, or null for all')
        .max(20, '1 to 20 kinds')
        .nullable()
        .optional(),
      enabled: orUndefined(z.boolean()),
    })
    .transform(({ url, kinds, enabled, ...rest }) => ({ ...rest, change: { url, kinds: kinds && [...new Set(kinds)].sort(), enabled } }));

export const webhookInput = z.object({ ...inShop, webhookId: idInput });

export const rotateSecretInput = z.object({
  ...inShop,
  webhookId: idInput,
  keepOldMinutes: orUndefined(z.number().int().min(0, '0 to 10080 minutes').max(10_080, '0 to 10080 minutes')),
});

export const replayInput = z.object({ ...inShop, deliveryId: idInput });

export const deliveriesInput = z.object({
  first: z.number().min(1, '1 to 100').max(100, '1 to 100').nullish(),
  status: z.enum(['PENDING', 'DELIVERED', 'DEAD']).nullish(),
});

export const deliveryPlace = z.object({ plannedAt: z.iso.datetime().transform((text) => new Date(text)), deliveryId: idInput });
