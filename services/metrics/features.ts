import { auditResolvers } from '#libs/platform/audit/audit-resolvers';
import { joinFeatures } from '#libs/service/join-features';
import type { ServiceConfig } from '#libs/platform/process/service-config';
import type { Deps, ServiceParts } from '#libs/service/run-service';
import { alertsRetention } from './alerts/app/alerts-retention';
import { createRateWatch } from './alerts/app/look-at-rates';
import { takeAlerts } from './alerts/app/take-alerts';
import { alertResolvers } from './alerts/resolvers/alert-resolvers';
import { createConsumes } from './consumers';
import { exportRoutes } from './exports/resolvers/export-routes';
import { drillResolvers } from './drilldown/resolvers/drill-resolvers';
import { erasedRetention } from './facts/app/erased-retention';
import { factsRetention } from './facts/app/facts-retention';
import { figureResolvers } from './figures/resolvers/figure-resolvers';
import { createSettling } from './figures/app/settle';
import { createRecompute } from './rebuild/app/recompute';
import { forecastResolvers } from './forecast/resolvers/forecast-resolvers';
import { createReportRunner } from './saved-reports/app/run-due-reports';
import { savedReportResolvers } from './saved-reports/resolvers/saved-report-resolvers';
import { scorecardResolvers } from './scorecard/resolvers/scorecard-resolvers';
import { settingsResolvers } from './settings/resolvers/settings-resolvers';
import { staffingResolvers } from './staffing/resolvers/staffing-resolvers';
import { timelineResolvers } from './timeline/resolvers/timeline-resolvers';
import { createDelivering } from './webhooks/app/deliver';
import { deliveriesRetention } from './webhooks/app/deliveries-retention';
import { createPost } from './webhooks/app/post-delivery';
import { webhookResolvers } from './webhooks/resolvers/webhook-resolvers';
import { createExtra, type Extra } from './request-extra';

/** What this service is made of: a feature is a folder, and its lines here and in the list of migrations. */
export const features = (deps: Deps, context?: { readonly config: Pick<ServiceConfig, 'webhooksToPrivate'> }): ServiceParts<Extra> => {
  const webhooksToPrivate = context?.config.webhooksToPrivate ?? false;
  return joinFeatures<Extra>(
    {
      consumes: createConsumes(deps.clock, (tx, events) => takeAlerts(tx, deps, events)),
      pauseMs: 200,
      retention: [factsRetention, erasedRetention, alertsRetention],
    },
    { resolvers: figureResolvers(deps), extra: createExtra(deps), workers: [createSettling(deps)] },
    { resolvers: drillResolvers(deps) },
    { resolvers: timelineResolvers },
    { resolvers: alertResolvers(deps), workers: [createRateWatch(deps)] },
    { routes: exportRoutes(deps) },
    {
      resolvers: webhookResolvers(deps, webhooksToPrivate),
      workers: [createDelivering(deps, { post: createPost(webhooksToPrivate), random: Math.random, now: () => new Date() })],
      retention: [deliveriesRetention],
    },
    { resolvers: savedReportResolvers(deps), workers: [createReportRunner(deps)] },
    { resolvers: settingsResolvers(deps) },
    { resolvers: forecastResolvers(deps) },
    { resolvers: staffingResolvers(deps) },
    { resolvers: scorecardResolvers(deps) },
    { resolvers: auditResolvers('metrics', deps) },
    { workers: [createRecompute(deps)] },
  );
};
