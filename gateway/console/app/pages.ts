import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Viewer } from '../session/viewer';
import type { pageTexts } from './page-texts';

export interface ConsolePage {
  readonly path: string;
  readonly name: keyof (typeof pageTexts)['en']['names'];
  readonly view: LazyExoticComponent<ComponentType>;
  /** The permission, or one of the roles, without which it shows nothing. */
  readonly needs?: { readonly permission: string } | { readonly roles: readonly Viewer['roles'][number][] } | undefined;
}

const managers = { roles: ['OWNER', 'ADMIN', 'CS_ADMIN'] } as const;

/** Every page of the console, in the order of the menu. A page is a folder, and a line here. */
export const pages: readonly ConsolePage[] = [
  { path: '/w', name: 'workbench', view: lazy(() => import('../workbench/workbench-page').then((m) => ({ default: m.WorkbenchPage }))) },
  {
    path: '/board',
    name: 'board',
    needs: managers,
    view: lazy(() => import('../board/board-page').then((m) => ({ default: m.BoardPage }))),
  },
  { path: '/hours', name: 'hours', view: lazy(() => import('../hours/hours-page').then((m) => ({ default: m.HoursPage }))) },
  {
    path: '/sessions',
    name: 'sessions',
    needs: managers,
    view: lazy(() => import('../sessions/sessions-page').then((m) => ({ default: m.SessionsPage }))),
  },
  {
    path: '/agents',
    name: 'agents',
    needs: managers,
    view: lazy(() => import('../agents/agents-page').then((m) => ({ default: m.AgentsPage }))),
  },
  {
    path: '/figures',
    name: 'figures',
    needs: { permission: 'metrics:read' },
    view: lazy(() => import('../figures/figures-page').then((m) => ({ default: m.FiguresPage }))),
  },
  {
    path: '/people',
    name: 'people',
    needs: { roles: ['OWNER', 'ADMIN'] },
    view: lazy(() => import('../people/people-page').then((m) => ({ default: m.PeoplePage }))),
  },
  {
    path: '/routing',
    name: 'routing',
    needs: managers,
    view: lazy(() => import('../routing/routing-page').then((m) => ({ default: m.RoutingPage }))),
  },
  { path: '/scripts', name: 'scripts', view: lazy(() => import('../scripts/scripts-page').then((m) => ({ default: m.ScriptsPage }))) },
  {
    path: '/knowledge',
    name: 'knowledge',
    needs: { permission: 'knowledge:write' },
    view: lazy(() => import('../knowledge/knowledge-page').then((m) => ({ default: m.KnowledgePage }))),
  },
  {
    path: '/shop',
    name: 'shop',
    needs: { roles: ['OWNER', 'ADMIN'] },
    view: lazy(() => import('../shop/shop-page').then((m) => ({ default: m.ShopPage }))),
  },
  { path: '/me', name: 'me', view: lazy(() => import('../me/me-page').then((m) => ({ default: m.MePage }))) },
];

/** What the viewer lacks for a page: undefined when nothing. */
export function missingFor({ needs }: ConsolePage, { roles, permissions }: Pick<Viewer, 'roles' | 'permissions'>): ConsolePage['needs'] {
  if (!needs) return undefined;
  const has = 'permission' in needs ? permissions.includes(needs.permission) : needs.roles.some((role) => roles.includes(role));
  return has ? undefined : needs;
}
