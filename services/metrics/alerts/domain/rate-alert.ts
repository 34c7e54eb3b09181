import type { AlertGrade, AlertWords, ShopAlert } from './shop-alert';
import type { FigureSettings } from '../../figures/domain/figure-settings';
import { gradeOf, type FigureValue } from '../../figures/domain/figure-value';
import { metricEnum } from '../../figures/domain/metric-enum';
import { metricNames, metricOf, type MetricName } from '../../figures/domain/metrics';
import type { Measure } from '../../figures/domain/measures';

/** The metrics that are held against a target and a floor (MET-13). */
export const gradedMetrics: readonly MetricName[] = metricNames.filter((name) => {
  const metric = metricOf(name);
  return metric.kind === 'QUOTIENT' && metric.graded === true;
});

/** What a session adds to when it lowers one of them. */
export const missMeasures: readonly Measure[] = gradedMetrics.flatMap((name) => {
  const metric = metricOf(name);
  return metric.kind === 'QUOTIENT' ? metric.among.filter((measure) => !metric.of.includes(measure)) : [];
});

const grades: readonly AlertGrade[] = ['WARNING', 'BREACH'];

/** What an alert about a rate is about: each grade is told by itself (RES-79). */
export const rateKey = (name: MetricName, grade: AlertGrade): string => `RATE_LOW ${metricEnum(name)} ${grade}`;
export const rateKeys: readonly string[] = gradedMetrics.flatMap((name) => grades.map((grade) => rateKey(name, grade)));

export interface RateNews {
  /** The grade that is to be told; null: none that was not. */
  readonly raise: AlertGrade | null;
  /** Whether all that was told of the rate is over. */
  readonly over: boolean;
}

/** RES-79: a worse grade than any that is open is told; all of them are over at OK, and where nothing is decided any more. */
export function rateNews(value: FigureValue, open: readonly AlertGrade[], { targetPercent, floorPercent }: Limits): RateNews {
  const grade = gradeOf(value, targetPercent, floorPercent) ?? 'OK';
  if (grade === 'OK') return { raise: null, over: open.length > 0 };
  const isTold = open.includes(grade) || (grade === 'WARNING' && open.includes('BREACH'));
  return { raise: isTold ? null : grade, over: false };
}

type Limits = Pick<FigureSettings, 'targetPercent' | 'floorPercent'>;

/** How many business dates, today the last, a rate is looked at over. */
export const rateDays = 7;

/** The alert about a rate that has come below its target or its floor. */
export function rateAlert(
  { metric, numerator, denominator }: FigureValue,
  grade: AlertGrade,
  { targetPercent, floorPercent }: Limits,
  of: Pick<ShopAlert, 'shopId' | 'alertId' | 'raisedAt'>,
): ShopAlert {
  const percent = grade === 'BREACH' ? floorPercent : targetPercent;
  const { name } = metricOf(metric);
  const share = ((numerator * 100) / denominator).toFixed(1);
  const message: AlertWords = {
    ZH_CN: `近${rateDays}天${name.zh}为${share}%(${numerator}/${denominator}),低于${grade === 'BREACH' ? '底线' : '目标'}${percent}%。`,
    EN: `The ${name.en} of the last ${rateDays} days is ${share} % (${numerator} of ${denominator}), below the ${grade === 'BREACH' ? 'floor' : 'target'} of ${percent} %.`,
  };
  const facts = { since: null, cause: null, pool: null, groupId: null, agentIds: [], buyers: 0, held: 0, message, remedy };
  const rate = { metric, numerator, denominator };
  return { ...of, key: rateKey(metric, grade), kind: 'RATE_LOW', grade, clearedAt: null, facts: { ...facts, rate } };
}

const remedy: AlertWords = {
  ZH_CN: '优先回复尚未回复的会话,在进线高峰安排更多客服,并为常见问题设置自动回答。',
  EN: 'Answer first what nobody has answered yet, roster more agents where buyers come most, and let common questions be answered by themselves.',
};
