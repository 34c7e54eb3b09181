import { answerReport } from '../../figures/app/answer-report';
import type { ReadDeps } from '../../figures/app/read-settled';
import type { DateRange } from '../../figures/domain/date-range';
import { unknownMember } from '../../figures/domain/dimensions';
import { bestOf, scorecard, type Known, type QualityPart, type Scored, type Weights } from '../domain/scorecard';

/** What the shop found out by itself about an agent. */
export interface Assessment extends Readonly<Partial<Record<Exclude<QualityPart, 'satisfaction'>, number | undefined>>> {
  readonly agentId: string;
}

export interface AskedScorecard {
  readonly range: DateRange;
  readonly weights: Weights;
  readonly minSessions: number;
  readonly assessments: readonly Assessment[];
}

export interface ScorecardAnswer {
  readonly agents: readonly Scored[];
  readonly best: Scored | undefined;
}

/** Agents who have figures on the dates, by score: the same figures as the shop's report of them. */
export async function readScorecard(deps: ReadDeps, shopId: string, asked: AskedScorecard): Promise<ScorecardAnswer> {
  const { range, weights, minSessions } = asked;
  const question = { range, metrics: ['sessions', 'satisfaction'], dimension: 'AGENT', rows: 'MEMBER' } as const;
  const { rows } = await answerReport(deps, shopId, question, false);
  const assessed = new Map(asked.assessments.map((assessment) => [assessment.agentId, assessment]));
  const agents = rows
    .filter(({ key }) => key !== unknownMember)
    .map(({ key, figures }): Known => {
      const [sessions, satisfaction] = figures;
      const { qualityCheck = null, followUp = null, survey = null } = assessed.get(key) ?? {};
      return { agentId: key, sessions: sessions?.value ?? 0, satisfaction: satisfaction?.value ?? null, qualityCheck, followUp, survey };
    });
  const sorted = scorecard(agents, weights);
  return { agents: sorted, best: bestOf(sorted, minSessions) };
}
