import { access } from '#libs/platform/access/access';
import { keyScopes, rightsOfScopes } from '#libs/platform/access/key-scopes';
import { grantersOf, permissionNames, permissions } from '#libs/platform/access/permissions';
import { code, listed, pageOf, tableOf } from './markdown';
import { whoMay } from './who-may';

/** Who may what: permissions, scopes of keys, and the access table. */
export function accessPage(): string {
  const names = permissionNames.map((name) => {
    const { means, roles, grantableTo } = permissions[name];
    return [code(name), means, listed(roles), listed(grantableTo) || 'nobody', listed(grantersOf(name))];
  });
  const scopes = keyScopes.map((scope) => {
    const { roles, permissions: opened } = rightsOfScopes([scope]);
    const beside = roles.filter((role) => role !== 'KEY').map((role) => `what ${code(role)} may`);
    return [code(scope), [...beside, ...opened.map((name) => `permission ${code(name)}`)].join(', ')];
  });
  const fields = Object.keys(access)
    .filter((field) => !field.endsWith('.@key') && !/^(Query|Mutation|Subscription)\./.test(field))
    .map((field) => [code(field), whoMay(field)]);
  return pageOf(
    'Who may what',
    'Whoever is not named may not. A refusal says `FORBIDDEN`, which permission is missing and who can grant it. Operations say it [themselves](operations.md).',
    '## Permissions',
    tableOf(['permission', 'meaning', 'by role', 'can be given to', 'by'], names),
    "## Scopes of a partner's key",
    tableOf(['scope', 'opens'], scopes),
    '## Fields with a rule of their own',
    tableOf(['field', 'for'], fields),
  );
}
