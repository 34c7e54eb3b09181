import { auditResolvers } from '#libs/platform/audit/audit-resolvers';
import { joinFeatures } from '#libs/service/join-features';
import { commandResultRetention } from '#libs/service/retention';
import type { Deps as ServiceDeps, ServiceParts } from '#libs/service/run-service';
import { announcementTimer } from './announcements/app/publish';
import { announcementResolvers } from './announcements/resolvers/announcement-resolvers';
import { saveAccountCopies } from './copies/store/account-copies';
import { saveShopCopies } from './copies/store/shop-copies';
import { draftResolvers } from './drafts/resolvers/draft-resolvers';
import { dryRunResolvers } from './dry-run/resolvers/dry-run-resolvers';
import { newerTable } from './holidays/app/newer-table';
import { holidayResolvers } from './holidays/resolvers/holiday-resolvers';
import { hoursResolvers } from './hours/resolvers/hours-resolvers';
import { leaveResolvers } from './leaves/resolvers/leave-resolvers';
import { loginRetention } from './logins/app/login-retention';
import { takePresences } from './logins/app/take-presences';
import { loginResolvers } from './logins/resolvers/login-resolvers';
import { onShiftResolvers } from './on-shift/resolvers/on-shift-resolvers';
import { overrideResolvers } from './overrides/resolvers/override-resolvers';
import { followSnapshots } from './promotion-tasks/app/follow-snapshots';
import { taskResolvers } from './promotion-tasks/resolvers/task-resolvers';
import { promotionResolvers } from './promotions/resolvers/promotion-resolvers';
import { receptionResolvers } from './reception/resolvers/reception-resolvers';
import { createExtra, type Extra } from './request-extra';
import { rosterResolvers } from './roster/resolvers/roster-resolvers';
import { csvResolvers } from './roster-csv/resolvers/csv-resolvers';
import { volumeResolvers } from './volume/resolvers/volume-resolvers';

/** What this service is made of: a feature is a folder, and its lines here and in the list of migrations. */
export const features = (deps: ServiceDeps): ServiceParts<Extra> =>
  joinFeatures<Extra>(
    {
      resolvers: hoursResolvers(deps),
      handlers: { 'shop-changed': saveShopCopies, 'account-changed': saveAccountCopies },
      retention: [commandResultRetention],
    },
    { resolvers: receptionResolvers(deps) },
    { resolvers: draftResolvers(deps) },
    { resolvers: overrideResolvers(deps) },
    { resolvers: holidayResolvers(deps), workers: [newerTable(deps)] },
    { resolvers: promotionResolvers(deps) },
    { resolvers: taskResolvers(deps), handlers: followSnapshots(deps) },
    { resolvers: volumeResolvers(deps) },
    { resolvers: announcementResolvers(deps), workers: [announcementTimer(deps)] },
    { resolvers: dryRunResolvers(deps) },
    { resolvers: rosterResolvers(deps) },
    { resolvers: onShiftResolvers(deps), extra: createExtra(deps) },
    { resolvers: csvResolvers(deps) },
    { resolvers: leaveResolvers(deps) },
    { resolvers: loginResolvers(deps), handlers: { 'agent-status-changed': takePresences }, retention: [loginRetention] },
    { resolvers: auditResolvers('schedule', deps) },
  );
