import type { CrowdMembership, SessionFacts } from './waiting-entry';

/** Whether the buyer counts as a member of a crowd: from the first instant of the date after joining (RTE-45). `today`: the first instant of the shop's date. */
export const isMember = ({ crowds = [] }: Pick<SessionFacts, 'crowds'>, crowdId: string, today: Date | null): boolean =>
  crowds.some((crowd) => crowd.crowdId === crowdId && counts(crowd, today));

const counts = ({ joinedAt }: CrowdMembership, today: Date | null): boolean => today !== null && new Date(joinedAt) < today;
