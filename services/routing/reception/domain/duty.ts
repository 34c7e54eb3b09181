import type { ShopPolicy } from '#libs/contracts/index';
import { isGrouped, type RoutingRules } from '../../rules/domain/routing-rules';

/** What is open of a shop: itself, and which of its groups are closed by hours of their own. */
export interface OpenNow {
  readonly shop: boolean;
  /** By group; only those that have hours of their own. */
  readonly groups: ReadonlyMap<string, boolean>;
}

/** The rules as they act now: of a group that is closed nobody takes anything from its pools. */
export function rulesOnDuty(rules: RoutingRules, { groups }: Pick<OpenNow, 'groups'>): RoutingRules {
  if (![...groups.values()].includes(false)) return rules;
  return { ...rules, groups: rules.groups.map((group) => (groups.get(group.id) === false ? { ...group, members: [] } : group)) };
}

/**
 * Who takes nothing of any pool now: under group routing an agent works while one of its groups is open, one without a group while the shop is. undefined:
 * everybody does, as in every shop in which no group has hours of its own.
 */
export function offDuty(
  rules: RoutingRules,
  policy: Pick<ShopPolicy, 'routingMode'> | null,
  open: OpenNow,
): ((accountId: string) => boolean) | undefined {
  if (open.groups.size === 0 || policy === null || !isGrouped(policy, rules)) return undefined;
  const works = new Map<string, boolean>();
  for (const { id, members } of rules.groups) {
    const isOpen = open.groups.get(id) ?? open.shop;
    for (const member of members) works.set(member, isOpen || works.get(member) === true);
  }
  return (accountId) => !(works.get(accountId) ?? open.shop);
}
