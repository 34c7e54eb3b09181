import { isForBot } from '../bot-first';
import type { Step } from './step';

/** The bot speaks first (step 8), unless an earlier step has found a human: new customers and crowds that come first skip it (RTE-21, RTE-40). */
export const botFirst: Step = (view, request) =>
  isForBot(view, request) ? { outcome: 'to-bot', cause: 'BOT_FIRST', rule: 'RTE-16' } : undefined;
