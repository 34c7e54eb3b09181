import { isContactVoid } from '../bot-first';
import { recentContact } from '../recent-contact';
import type { Step } from './step';

/** A returning buyer waits for the agent it knows where the shop wants that, has a queue, and the roster makes an answer possible soon; else the order goes on. */
export const awaitAgent: Step = (view, request) => {
  const contact = recentContact(view, request);
  if (!view.awaits || !view.settings.queueEnabled || contact?.agentId !== view.awaits.agentId || isContactVoid(view, request))
    return undefined;
  return { outcome: 'queued', cause: 'AWAITS_AGENT', rule: 'RTE-11' };
};
