import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { buyerKeyInput } from '../../conversation/resolvers/inputs';
import type { Resolvers } from '../../generated/resolver-types';
import { eraseBuyer, type ErasureDeps } from '../app/erase-buyer';
import { exportBuyer } from '../app/export-buyer';

const input = z.object({ shopId: idInput, buyer: buyerKeyInput, commandId: commandIdInput });

/** What buyers may ask of the shop: what it knows of them, and that it forgets it. */
export const erasureResolvers = (deps: ErasureDeps): Resolvers => ({
  Mutation: {
    eraseBuyer: command('eraseBuyer', input, (asked) => eraseBuyer(deps, asked)),
    exportBuyer: command('exportBuyer', input, (asked) => exportBuyer(deps, asked)),
  },
});
