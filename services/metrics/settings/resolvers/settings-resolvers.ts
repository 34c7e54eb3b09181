import { formatTime } from '#libs/calendar/index';
import { command } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import { metricEnum } from '../../figures/domain/metric-enum';
import type { DayMinutes } from '../../figures/domain/figure-settings';
import type { Resolvers } from '../../generated/resolver-types';
import { removeRange, saveExemptRange } from '../app/exempt-ranges';
import { readSettings, type SettingsView } from '../app/read-settings';
import { saveMetricSettings } from '../app/save-settings';
import { exemptInput, removeExemptInput, settingsInput } from './settings-inputs';

type SettingsDeps = Pick<Deps, 'db' | 'readDb' | 'clock' | 'newId'>;

const hoursOf = ({ fromMinute, toMinute }: DayMinutes): { from: string; to: string } => ({
  from: formatTime(fromMinute),
  to: formatTime(toMinute),
});

/** What a shop sets for its metrics. */
export function settingsResolvers(deps: SettingsDeps): Resolvers {
  const answer = async (settings: Promise<SettingsView>) => ({ settings: await settings });
  return {
    Mutation: {
      saveMetricSettings: command('saveMetricSettings', settingsInput, (asked) => answer(saveMetricSettings(deps, asked))),
      saveExemptRange: command('saveExemptRange', exemptInput, (asked) => answer(saveExemptRange(deps, asked))),
      removeExemptRange: command('removeExemptRange', removeExemptInput, (asked) => answer(removeRange(deps, asked))),
    },
    Shop: { metricSettings: ({ id }) => readSettings(deps, id) },
    MetricSettings: {
      quickReplyHours: ({ quickReplyHours }) => hoursOf(quickReplyHours),
      firstReplyHours: ({ firstReplyHours }) => hoursOf(firstReplyHours),
      noServiceHours: ({ noServiceHours }) => hoursOf(noServiceHours),
      exemptRanges: ({ exemptRanges }) => [...exemptRanges],
    },
    ExemptRange: {
      id: ({ rangeId }) => rangeId,
      from: ({ fromAt }) => fromAt,
      to: ({ toAt }) => toAt,
      metrics: ({ metrics }) => metrics.map(metricEnum),
    },
  };
}
