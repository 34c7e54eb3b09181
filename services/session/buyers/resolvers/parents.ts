import type { LastHuman } from '../../conversation/domain/session';
import type { BuyerPage } from '../app/read-blocked';
import type { Block } from '../domain/buyer-marks';

export type HumanContactParent = LastHuman;
export type BuyerBlockParent = Block;
export type BuyerConnectionParent = BuyerPage;
