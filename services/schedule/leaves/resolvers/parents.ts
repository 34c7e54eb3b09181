import type { Leave } from '../domain/leave';

export type LeaveParent = Leave;
