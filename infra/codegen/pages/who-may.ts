import { access, refusal, type Rule } from '#libs/platform/access/access';
import { withoutAccount } from '#libs/platform/access/caller';
import { keyScopes, rightsOfScopes } from '#libs/platform/access/key-scopes';
import { isPermission } from '#libs/platform/access/permissions';
import { code, listed } from './markdown';

/** Who may use a field by the access table; empty for one that is open to whoever may read its parent. */
export function whoMay(field: string): string {
  const rule = access[field];
  if (!rule) return '';
  const { roles, own = [], im = [], permission } = rule;
  const others = own.filter((role) => !roles.includes(role));
  return [
    roles.length > 0 ? listed(roles) : '',
    im.length > 0 ? `with the IM permission ${listed(im)}` : '',
    others.length > 0 ? `for the own account ${listed(others)}` : '',
    permission && isPermission(permission) ? `permission ${code(permission)}` : '',
    ...keysFor(rule),
  ]
    .filter((part) => part !== '')
    .join('; ');
}

/** The scopes by which a partner's key may use it. */
function keysFor(rule: Rule): string[] {
  const scopes = keyScopes.filter((scope) => refusal(rule, { ...keyHolder, ...rightsOfScopes([scope]) }) === undefined);
  if (scopes.length === keyScopes.length) return ['every key'];
  return scopes.length > 0 ? [`keys of scope ${listed(scopes)}`] : [];
}

const keyHolder = withoutAccount({ subject: 'key', shop: 'shop', account: null, roles: [], key: { id: 'key', digest: '' } });
