import type { FlowView } from '../app/read-flow';

export type FlowParent = FlowView;
