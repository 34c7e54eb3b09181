import { auditResolvers } from '#libs/platform/audit/audit-resolvers';
import type { Database } from '#libs/platform/database/database';
import { joinResolvers } from '#libs/platform/graphql/join-resolvers';

/** This service's own lines, and the way to those of all services. */
export const shopAuditResolvers = (deps: { readonly readDb: Database }): object =>
  joinResolvers(auditResolvers('shop', deps), { Shop: { audit: ({ id }: { readonly id: string }) => ({ id }) } });
