import { policyNames } from '#libs/contracts/index';

/**
 * What acts are done on, and which of its fields an audit line shows. Only these: no text that somebody wrote, no secret and no digest of one can get into
 * a line that is never deleted.
 */
export const shownFields = {
  SHOP: ['name', 'timeZone', 'preset', 'ownerId', 'holidayFrom', 'holidayTo', 'tiers', 'trials', ...policyNames],
  ACCOUNT: ['name', 'nickname', 'roles', 'imEnabled', 'noRouting', 'active', 'positionId', 'department', 'avatar', 'removedAt'],
  GRANT: ['permission', 'until'],
  POSITION: ['name', 'rights'],
  API_KEY: ['name', 'scopes', 'expiresAt', 'previousUntil', 'revokedAt'],
  LOGIN: ['issuer', 'subject'],
  BUYER_TOKEN_KEY: ['name', 'algorithm', 'revokedAt'],
  BUYER_ACCESS: ['anonymous'],
  RECEPTION_HOURS: ['version', 'groupId', 'effectiveFrom', 'followsShop', 'weekly', 'withdrawnAt'],
  RECEPTION_DRAFT: ['revision', 'basedOn', 'effectiveFrom'],
  RECEPTION_OVERRIDE: ['open', 'from', 'to'],
  HOLIDAY_TABLE: ['source', 'fromYear', 'toYear'],
  ANNOUNCEMENT: ['version', 'channels', 'publishAt', 'state'],
  ROSTER: ['revision', 'saved', 'removed', 'from', 'to', 'required'],
  LEAVE: ['agentId', 'from', 'to', 'agents'],
  SHIFT_TEMPLATE: ['shifts'],
  PROMOTION: ['revision', 'kind', 'firstDate', 'lastDate', 'briefingRevision', 'cancelledAt'],
  PROMOTION_TASK: ['kind', 'agentId', 'assigneeId', 'tickedAt', 'tickedBy'],
  RETENTION_FLOW: ['version', 'enabled', 'steps', 'abandonAfterDays'],
  CARE_TASK: ['kind', 'assigneeId', 'outcome', 'closedAt', 'closedBy'],
  ROUTING_SETTINGS: [
    'version',
    'offlineAgents',
    'proxyAgentId',
    'priorityCrowds',
    'queueLimit',
    'longestWaitMinutes',
    'waitFallback',
    'assignmentRate',
    'channelLimits',
    'workUnits',
    'skillRings',
    'agentSkills',
  ],
  AGENT_GROUP: ['name', 'members', 'statuses', 'crowds', 'overflow'],
  AGENT: ['presence', 'maxCapacity', 'overrodeLastAgent'],
  BUYER: ['exclusiveAgentId', 'blockedAt', 'blockedBy', 'profileChangedAt', 'mergedInto', 'erasedAt', 'exportedAt'],
  CROWD: ['kind', 'name'],
  ORDER_STATUSES: ['channel', 'texts'],
  SESSION: ['state', 'agentId', 'endedBy', 'closeReason', 'difficult', 'solvedAt', 'tags', 'notedAt'],
  FAQ_ENTRY: ['revision', 'enabled', 'position'],
  SCRIPT: ['version', 'tier', 'department', 'categoryId', 'validFrom', 'validUntil', 'deletedAt'],
  SCRIPT_CATEGORY: ['parentId', 'position'],
  SCRIPT_LIBRARY: ['moved', 'saved'],
  FAQ_CARD: ['revision', 'entryIds'],
  FAQ_PRESETS: ['adopted'],
  SUGGESTION_REPORT: ['kind', 'suggestionId', 'state'],
  METRIC_SETTINGS: [
    'version',
    'effectiveFrom',
    'responseWindowHours',
    'targetPercent',
    'floorPercent',
    'quickReplyUnit',
    'firstReplySeconds',
    'replyCapSeconds',
    'countBlocked',
  ],
  EXEMPT_RANGE: ['fromAt', 'toAt', 'metrics'],
  EXPORT: ['format', 'from', 'to', 'dimension', 'rows', 'metrics', 'part'],
  SAVED_REPORT: ['metrics', 'dimension', 'rows', 'days', 'format', 'cron', 'webhookId'],
  WEBHOOK: ['host', 'kinds', 'enabled', 'previousUntil'],
  WEBHOOK_DELIVERY: ['status'],
  STREAM: ['from'],
  PARKED_EVENTS: ['count'],
} as const satisfies Record<string, readonly string[]>;

export type AuditKind = keyof typeof shownFields;

type Fields = Readonly<Record<string, unknown>>;

/** The shown fields that differ, as they were and as they are; of something that was not there before or is not there after, all that have a value. */
export function changedFields(
  kind: AuditKind,
  before: object | null,
  after: object | null,
): { before: Fields | null; after: Fields | null } {
  const [was, is] = [(before ?? {}) as Fields, (after ?? {}) as Fields];
  const changed = shownFields[kind].filter((field) => textOf(was[field]) !== textOf(is[field]));
  const pick = (from: Fields): Fields => Object.fromEntries(changed.map((field) => [field, from[field] ?? null]));
  return { before: before && pick(was), after: after && pick(is) };
}

const textOf = (value: unknown): string => JSON.stringify(value ?? null);
