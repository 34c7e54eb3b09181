import type { CrowdPage } from '../app/read-crowds';
import type { BuyerCrowd, Crowd } from '../domain/crowd';

export type CrowdParent = Crowd;
export type CrowdConnectionParent = CrowdPage;
export type BuyerCrowdParent = BuyerCrowd;
