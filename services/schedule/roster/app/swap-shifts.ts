import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { inKnownShop } from '../../hours/app/in-known-shop';
import { shiftNotFound } from '../domain/refusals';
import type { Shift } from '../domain/shift';
import { changeRoster, shiftsToChange } from './change-roster';
import type { SavedShifts } from './save-shifts';

export interface SwapShiftsInput extends CommandInput {
  readonly shiftId: string;
  readonly withShiftId: string;
}

/** Two agents take each other's shift. */
export const swapShifts = (deps: Deps, command: Command<SwapShiftsInput>): Promise<SavedShifts> =>
  inKnownShop(deps, command, async (place) => {
    const { shiftId, withShiftId } = command.input;
    const before = await shiftsToChange(place, [shiftId, withShiftId]);
    const of = (id: string, field: string): Shift => {
      const shift = before.find((each) => each.id === id);
      if (!shift) throw shiftNotFound(field);
      return shift;
    };
    const [one, other] = [of(shiftId, 'shiftId'), of(withShiftId, 'withShiftId')];
    const saved = [
      { shift: { ...one, agentId: other.agentId }, fieldOf: () => 'shiftId' },
      { shift: { ...other, agentId: one.agentId }, fieldOf: () => 'withShiftId' },
    ];
    const revision = await changeRoster(deps, command, place, { saved, removed: [], before });
    return { shifts: saved.map(({ shift }) => shift), revision, away: [] };
  });
