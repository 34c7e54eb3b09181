import { command } from '#libs/platform/graphql/command';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { daysOfWeek, windowText } from '../../hours/domain/windows';
import { readAdvice, readProfile } from '../app/read-volume';
import { saveVolume } from '../app/save-volume';
import { adviceText, endText, startText } from '../domain/advice-text';
import { ratio } from '../domain/volume-profile';
import { adviceArguments, profileArguments, saveVolumeInput } from './volume-inputs';

/** How much a shop is consulted when, and what that says of its hours. */
export const volumeResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Mutation: {
    saveVolumeProfile: command('saveVolumeProfile', saveVolumeInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await saveVolume(deps, asked)),
    })),
  },
  Shop: {
    volumeProfile: ({ id }, args) => readProfile(deps, id, parseInput(profileArguments, args)),
    receptionAdvice: ({ id }, args) => readAdvice(deps, id, parseInput(adviceArguments, args)),
  },
  VolumeProfile: {
    days: ({ days }) => [...days],
    proposedWindows: ({ days }) =>
      days.flatMap(({ weekday, proposed }) => proposed.map((window) => ({ day: daysOfWeek[weekday]!, ...windowText(window) }))),
  },
  VolumeProfileDay: { day: ({ weekday }) => daysOfWeek[weekday]!, slots: ({ slots }) => [...slots] },
  VolumeSlot: {
    start: ({ slot }) => startText(slot),
    end: ({ slot }) => endText(slot + 1),
    satisfaction: ({ satisfied, rated }) => ratio(satisfied, rated),
  },
  ReceptionAdvice: {
    days: ({ days }) => days.map((day) => daysOfWeek[day]!),
    start: ({ first }) => startText(first),
    end: ({ end }) => endText(end),
    text: adviceText,
    grounds: ({ grounds }) => grounds.map((ground) => ({ ...ground, weekly: [...ground.weekly] })),
  },
});
