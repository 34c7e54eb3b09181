import type { Override } from '#libs/calendar/index';

export type OverrideParent = Override;
