import type { z } from 'zod';
import type { SettingsToSave } from '../domain/save-rules';
import type { settingsInput } from './rules-input';

type Given = Omit<z.infer<typeof settingsInput>, 'shopId' | 'commandId'>;

/** What the input of saveRoutingSettings sets. */
export const settingsToSave = ({ offlineAgentIds: offlineAgents, weights, ...others }: Given): SettingsToSave => ({
  ...others,
  offlineAgents,
  weights: weights?.map(({ agentId, weight = null }) => ({ agentId, weight })),
});
