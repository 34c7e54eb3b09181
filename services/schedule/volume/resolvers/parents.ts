import type { VolumeProfile } from '../app/read-volume';
import type { Advice } from '../domain/advise';
import type { SlotProfile } from '../domain/volume-profile';

export type ProfileParent = VolumeProfile;
export type ProfileDayParent = VolumeProfile['days'][number];
export type SlotParent = SlotProfile;
export type AdviceParent = Advice;
