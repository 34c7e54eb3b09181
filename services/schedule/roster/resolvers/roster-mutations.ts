import { command } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import type { MutationResolvers } from '../../generated/resolver-types';
import { applyTemplate } from '../app/apply-template';
import { copyShifts } from '../app/copy-shifts';
import { saveRequiredAgents } from '../app/save-required';
import { saveShifts } from '../app/save-shifts';
import { removeShiftTemplate, saveShiftTemplate } from '../app/save-template';
import { swapShifts } from '../app/swap-shifts';
import {
  applyTemplateInput,
  copyShiftsInput,
  removeTemplateInput,
  requiredInput,
  saveShiftsInput,
  saveTemplateInput,
  swapShiftsInput,
} from './roster-inputs';

/** A shift that covers nothing. */
export const onLeave = (field: string) =>
  ({ code: 'ON_LEAVE', message: 'The agent is away on that date, so the shift covers nothing.', field }) as const;

/** Changes of the roster: parse, one use case, answer. */
export const rosterMutations = (deps: Deps) =>
  ({
    saveShifts: command('saveShifts', saveShiftsInput, async (asked) => {
      const { shifts, revision, away } = await saveShifts(deps, asked);
      return { shop: { id: asked.shopId }, shifts, revision, warnings: away.map(onLeave) };
    }),
    copyShifts: command('copyShifts', copyShiftsInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await copyShifts(deps, asked)),
    })),
    swapShifts: command('swapShifts', swapShiftsInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await swapShifts(deps, asked)),
    })),
    saveShiftTemplate: command('saveShiftTemplate', saveTemplateInput, async (asked) => ({
      shop: { id: asked.shopId },
      template: await saveShiftTemplate(deps, asked),
    })),
    removeShiftTemplate: command('removeShiftTemplate', removeTemplateInput, async (asked) => {
      await removeShiftTemplate(deps, asked);
      return { shop: { id: asked.shopId } };
    }),
    applyShiftTemplate: command('applyShiftTemplate', applyTemplateInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await applyTemplate(deps, asked)),
    })),
    saveRequiredAgents: command('saveRequiredAgents', requiredInput, async (asked) => {
      await saveRequiredAgents(deps, asked);
      return { shop: { id: asked.shopId } };
    }),
  }) satisfies MutationResolvers;
