import type { RulesView } from '../domain/rules-view';

export type WeightParent = RulesView['weights'][number];
export type SkilledParent = RulesView['agentSkills'][number];
