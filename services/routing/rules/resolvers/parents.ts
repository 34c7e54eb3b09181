import type { RulesView } from '../domain/rules-view';

export type WeightParent = RulesView['weights'][number];
