import type { Outreach } from '../store/outreach-table';

export type OutreachParent = Outreach;
