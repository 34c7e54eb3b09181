import { ownShop } from '#libs/platform/access/access';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Resolvers } from '../../generated/resolver-types';
import type { Extra } from '../../request-extra';
import { answerReport } from '../app/answer-report';
import type { GradedFigure } from '../app/read-range-figures';
import type { ReadDeps } from '../app/read-settled';
import { checkedRange } from '../domain/date-range';
import { unknownMember, type Dimension } from '../domain/dimensions';
import { metricEnum } from '../domain/metric-enum';
import type { Metric } from '../domain/metric';
import { metricNames, metricOf, type MetricName } from '../domain/metrics';
import { shopNotFound } from '#libs/platform/errors';
import type { FiguresOf } from './parents';
import { metricsInput, reportInput } from './report-input';

async function figure(metric: MetricName, { range, dimension, member }: FiguresOf, { figures }: Extra): Promise<GradedFigure> {
  const found = await figures.load(`${range}|${dimension}|${metric}`);
  if (!found) throw shopNotFound('id');
  return found(member);
}

const listed = {
  figures: (of: FiguresOf, { metrics }: { metrics: readonly string[] }, { extra }: { extra: Extra }) =>
    Promise.all(parseInput(metricsInput, metrics).map((metric) => figure(metric, of, extra))),
};

const responseRate = { responseRate: (of: FiguresOf, _args: unknown, { extra }: { extra: Extra }) => figure('responseRate', of, extra) };

const measuresIn = (metric: Metric): readonly string[] => {
  if (metric.kind === 'PERCENTILE') return [metric.spread];
  return metric.kind === 'DISTINCT' ? ['buyers'] : metric.of;
};

/** A pool can be that of one group, to which its sessions were given by hand. */
function namedGroup(memberOf: Dimension | null, key: string): { readonly id: string } | null {
  if (memberOf === 'GROUP') return key === unknownMember ? null : { id: key };
  const id = memberOf === 'POOL' ? /^GROUP:(.+)$/.exec(key)?.[1] : undefined;
  return id === undefined ? null : { id };
}

/** A field of a figure's own name needs no resolver. */
export const figureResolvers = (deps: ReadDeps): Resolvers => ({
  Shop: {
    __resolveReference: ({ id }, { caller }) => ({ id: ownShop(caller, id, 'id') }),
    metrics: (_shop, { range }) => ({ range, dimension: 'SHOP', member: '' }),
    report: ({ id }, { input }) => {
      const { from, to, compare, ...question } = parseInput(reportInput, input);
      return answerReport(deps, id, { ...question, range: checkedRange({ from, to }, 'input') }, compare);
    },
    metricDefinitions: () => metricNames.map((metric) => ({ metric, ...metricOf(metric) })),
  },
  Agent: {
    __resolveReference: ({ id }) => ({ id }),
    metrics: ({ id }, { range }) => ({ range, dimension: 'AGENT', member: id }),
  },
  ShopMetrics: { ...listed, ...responseRate, volume: (of) => of },
  AgentMetrics: { ...listed, ...responseRate },
  Volume: {
    sessions: async (of, _args, { extra }) => (await figure('sessions', of, extra)).numerator,
    buyers: async (of, _args, { extra }) => (await figure('buyers', of, extra)).numerator,
  },
  Figure: { metric: ({ metric }) => metricEnum(metric) },
  Report: { rows: ({ rows }) => [...rows], total: ({ total }) => [...total], before: ({ before }) => before && [...before] },
  ReportRow: {
    agent: ({ key, memberOf }) => (memberOf === 'AGENT' ? { id: key } : null),
    group: ({ key, memberOf }) => namedGroup(memberOf, key),
    figures: ({ figures }) => [...figures],
    before: ({ before }) => before && [...before],
  },
  MetricDefinition: {
    metric: ({ metric }) => metricEnum(metric),
    name: ({ name }, { language }) => name[language === 'EN' ? 'en' : 'zh'],
    sentence: ({ sentence }, { language }) => sentence[language === 'EN' ? 'en' : 'zh'],
    numerator: (metric) => [...measuresIn(metric)],
    denominator: (metric) => (metric.kind === 'QUOTIENT' ? [...metric.among] : []),
    parameters: ({ parameters }) => [...parameters],
  },
});
