import type { ProcessName } from '#infra/launcher/system-environment';
import type { ClockSetting } from './test-clock';

export interface SystemOptions {
  /** Which processes to start; all six when absent. */
  readonly processes?: readonly ProcessName[];
  /** Where the clock stands at the start; the machine's time when absent. */
  readonly clock?: ClockSetting;
  /** A PostgreSQL server of its own, which the test may stop and kill. */
  readonly ownDatabaseServer?: boolean;
  /** Further environment for every process. */
  readonly env?: Readonly<Record<string, string>>;
}
