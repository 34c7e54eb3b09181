import type { OperatorAct } from '../access/audited';
import { withoutAccount } from '../access/caller';
import type { AuditedCommand } from './audit';

/** Who runs the platform and acts on a shop by a script. */
export interface Operator {
  /** As the operator calls itself, or its machine knows it. */
  readonly name: string;
  /** By which program and on which machine. */
  readonly from: string;
  readonly at: Date;
}

/** What an audit line tells of an act that no request asked for: it has an operator, and a program instead of an address. */
export const operatorCommand = (operation: OperatorAct, shopId: string, { name, from }: Operator): AuditedCommand => ({
  ...{ shopId, operation },
  caller: withoutAccount({ subject: name, shop: null, account: null, roles: ['OPERATOR'] }),
  trigger: { actor: { kind: 'OPERATOR', id: name }, causeId: null, traceparent: null },
  calledFrom: { address: null, userAgent: from },
});
