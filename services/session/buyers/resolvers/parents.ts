import type { LastHuman } from '../../conversation/domain/session';
import type { Block } from '../domain/buyer-marks';

export type HumanContactParent = LastHuman;
export type BuyerBlockParent = Block;
