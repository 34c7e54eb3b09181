import type { DryRun } from '../app/preview-reception';

export type DryRunParent = DryRun;
