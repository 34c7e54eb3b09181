import { instant, json, table, text, uuid } from '#libs/platform/database/table';
import type { AlertFacts, AlertGrade, AlertKind } from '../domain/shop-alert';

export const alertTable = table(
  'alert',
  {
    shopId: uuid().key(),
    alertId: uuid().key(),
    key: text().fixed(),
    kind: text<AlertKind>().fixed(),
    grade: text<AlertGrade>().fixed(),
    raisedAt: instant().fixed(),
    clearedAt: instant().null(),
    facts: json<AlertFacts>().fixed(),
  },
  {
    indices: [
      { name: 'alert_open', fields: ['shopId', 'key'], unique: true, where: 'cleared_at IS NULL' },
      { name: 'alert_by_time', fields: ['shopId', 'raisedAt', 'alertId'] },
    ],
  },
);
