import type { ReceptionRuleKind } from '../generated/graphql';

interface Rule {
  readonly kind: ReceptionRuleKind;
  readonly name: string | null;
}

/** A rule as people call it: its kind, and its own name where it has one. */
export const ruleText = ({ kind, name }: Rule, { kinds }: { readonly kinds: Readonly<Record<ReceptionRuleKind, string>> }): string =>
  name === null ? kinds[kind] : `${kinds[kind]}「${name}」`;
