import { ownShop } from '#libs/platform/access/access';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Deps } from '#libs/service/run-service';
import type { Resolvers } from '../../generated/resolver-types';
import { answerErlang } from '../app/answer-erlang';
import { staffingPlan } from '../app/staffing-plan';
import { afterSalesAgents, dailyLoads, goodsClass, promotionAgents, promotionForecast, typingDemand } from '../domain/headcount';
import { erlangInput, headcountInput, planInput } from './staffing-inputs';

/** How many agents are needed. */
export const staffingResolvers = (deps: Pick<Deps, 'readDb' | 'clock'>): Resolvers => ({
  Query: {
    staffingPlan: (_root, { input }, { caller }) => {
      const shopId = ownShop(caller, input.shopId);
      const {
        from,
        days,
        intervalMinutes,
        handlingSeconds,
        by,
        specialDays: specials,
        patienceSeconds,
        ...rest
      } = parseInput(planInput, input);
      const parameters = { ...rest, patienceSeconds: patienceSeconds ?? null };
      return staffingPlan(deps, { shopId, from, days, intervalMinutes, handlingSeconds, by, specials, parameters });
    },
    erlang: (_root, { input }) => answerErlang(parseInput(erlangInput, input)),
    headcount: (_root, { input }) => answerHeadcount(parseInput(headcountInput, input)),
  },
  StaffingPlan: { intervals: ({ intervals }) => [...intervals], withoutRoster: ({ withoutRoster }) => [...withoutRoster] },
});

function answerHeadcount(asked: ReturnType<typeof parseHeadcount>) {
  const { visitors, consultationShare, ordinaryVisitors, ordinaryShare, typingSpeeds } = asked;
  const day = promotionForecast({ visitors: ordinaryVisitors, share: ordinaryShare }, { visitors, share: consultationShare });
  const returns = afterSalesAgents(asked.orders, asked.returnRate, asked.returnDays, asked.casesPerAgent);
  const typing = typingDemand(visitors, typingSpeeds);
  const goods = goodsClass(asked);
  return {
    consultations: day.expected,
    ordinaryConsultations: day.ordinary,
    factor: day.factor,
    preSaleAgents: promotionAgents(visitors, consultationShare, asked.perAgent),
    afterSalesPerDay: returns.perDay,
    afterSalesAgents: returns.agents,
    goodsClass: goods,
    dailyLoadNote: dailyLoads[goods].note,
    dailyLoadWarning: dailyLoads[goods].warning,
    meanTypingSpeed: typing.mean,
    typing: typing.grade,
  };
}

const parseHeadcount = (input: unknown) => parseInput(headcountInput, input);
