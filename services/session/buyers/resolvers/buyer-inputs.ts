import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { visibleText } from '#libs/platform/graphql/text-input';
import { isVisible } from '#libs/platform/visible-text';
import { buyerKeyInput } from '../../conversation/resolvers/inputs';

const ofBuyer = { shopId: idInput, buyer: buyerKeyInput, commandId: commandIdInput };

/** A reason of blanks is none; the domain says what is missing. */
const reason = z.preprocess((given) => (typeof given === 'string' && isVisible(given) ? given : null), visibleText(200).nullable());

export const blockInput = z.object({ ...ofBuyer, reason });
export const unblockInput = z.object(ofBuyer);
export const exclusiveAgentInput = z.object({ ...ofBuyer, agentId: idInput.nullable() });
