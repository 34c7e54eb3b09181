import type { alertProperties } from '#libs/contracts/events/alert-raised';
import type { MetricName } from '../../figures/domain/metrics';

/** What alerts are about, as their event lists it. */
export type AlertKind = (typeof alertProperties.kind.known)[number];
export type AlertGrade = (typeof alertProperties.grade.known)[number];

/** A sentence in each language. */
export type AlertWords = Readonly<Record<'ZH_CN' | 'EN', string>>;

/** What was so when an alert was raised. */
export interface AlertFacts {
  readonly since: string | null;
  readonly cause: string | null;
  readonly pool: string | null;
  readonly groupId: string | null;
  readonly agentIds: readonly string[];
  readonly buyers: number;
  readonly held: number;
  /** Of an alert about a rate: which one, and what it was. */
  readonly rate: { readonly metric: MetricName; readonly numerator: number; readonly denominator: number } | null;
  readonly message: AlertWords;
  readonly remedy: AlertWords;
}

/** What managers should see to. Of one key a shop has at most one open alert. */
export interface ShopAlert {
  readonly shopId: string;
  readonly alertId: string;
  readonly key: string;
  readonly kind: AlertKind;
  readonly grade: AlertGrade;
  readonly raisedAt: Date;
  readonly clearedAt: Date | null;
  readonly facts: AlertFacts;
}
