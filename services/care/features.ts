import { auditResolvers } from '#libs/platform/audit/audit-resolvers';
import { joinFeatures } from '#libs/service/join-features';
import { commandResultRetention } from '#libs/service/retention';
import type { Deps, ServiceParts } from '#libs/service/run-service';
import { timerLoop } from '#libs/service/timer-loop';
import type { Timers } from '#libs/service/timer-rounds';
import { saveAccountCopies } from './copies/store/account-copies';
import { saveShopCopies } from './copies/store/shop-copies';
import { consentResolvers } from './consents/resolvers/consent-resolvers';
import { takeErasures } from './orders/app/take-erasures';
import { takeOrders } from './orders/app/take-orders';
import { outreachResolvers } from './outreach/resolvers/outreach-resolvers';
import { fireUnpaid } from './reminders/app/fire-unpaid';
import { remindOfUnpaid } from './reminders/app/remind-of-unpaid';
import type { Extra } from './request-extra';
import { fireFlow } from './retention/app/fire-flow';
import { followPurchases } from './retention/app/follow-purchases';
import { flowResolvers } from './retention/resolvers/flow-resolvers';
import { releaseGone } from './tasks/app/release-gone';
import { taskResolvers } from './tasks/resolvers/task-resolvers';
import { createCareTimers } from './timers/app/care-timers';

/** What its timers lead to, by their kind. */
export const timersOf = (deps: Deps): Timers => createCareTimers(deps, { UNPAID: fireUnpaid(deps), FLOW: fireFlow(deps) });

/** What this service is made of: a feature is a folder, and its lines here and in the list of migrations. */
export const features = (deps: Deps): ServiceParts<Extra> =>
  joinFeatures<Extra>(
    { handlers: { 'shop-changed': saveShopCopies, 'account-changed': saveAccountCopies }, retention: [commandResultRetention] },
    { handlers: { 'order-changed': takeOrders(deps, [followPurchases(deps), remindOfUnpaid(deps)]), 'session-closed': takeErasures } },
    { resolvers: taskResolvers(deps), handlers: { 'account-changed': releaseGone } },
    { resolvers: flowResolvers(deps) },
    { resolvers: consentResolvers(deps) },
    { resolvers: outreachResolvers(deps) },
    { workers: [timerLoop(timersOf(deps), deps.log)] },
    { resolvers: auditResolvers('care', deps) },
  );
