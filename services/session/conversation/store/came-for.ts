/**
 * The condition that a session's buyer came for one of these order statuses, any when the parameter is null (RTE-63). A buyer of whom no order was known
 * waits where those without one do, so they are listed with them.
 */
export const cameFor = (statuses: string, session = 'session'): string =>
  `(${statuses}::text[] IS NULL OR coalesce(${session}.facts ->> 'orderStatus', 'NO_ACTIVE_ORDER') = ANY (${statuses}::text[]))`;
