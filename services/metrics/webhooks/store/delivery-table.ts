import { instant, integer, table, text, uuid } from '#libs/platform/database/table';
import type { DeliveryStatus, DeliveryType } from '../domain/delivery';

export const deliveryTable = table(
  'webhook_delivery',
  {
    shopId: uuid().key(),
    deliveryId: uuid().key(),
    webhookId: uuid().fixed(),
    subjectId: uuid().fixed(),
    type: text<DeliveryType>().fixed(),
    body: text().fixed(),
    status: text<DeliveryStatus>(),
    attempts: integer(),
    dueAt: instant().null(),
    plannedAt: instant().fixed(),
    doneAt: instant().null(),
    lastStatus: integer().null(),
    lastError: text().null(),
  },
  {
    indices: [
      { name: 'webhook_delivery_once', fields: ['shopId', 'webhookId', 'subjectId', 'type'], unique: true },
      { name: 'webhook_delivery_by_time', fields: ['shopId', 'webhookId', 'plannedAt', 'deliveryId'] },
      { name: 'webhook_delivery_due', fields: ['dueAt'], where: 'due_at IS NOT NULL' },
    ],
  },
);
