import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { pages } from './pages';
import { PageFrame } from './page-frame';
import { Shell } from './shell';
import { NotFound } from './not-found';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

/** The workbench decides by the viewer where "/" leads. */
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/w', replace: true });
  },
});

const routes = pages.map((page) =>
  createRoute({
    getParentRoute: () => root,
    path: page.path,
    validateSearch: (search: Record<string, unknown>): Record<string, unknown> => search,
    component: () => <PageFrame page={page} />,
  }),
);

export const router = createRouter({ routeTree: root.addChildren([home, ...routes]), defaultPreload: 'intent', scrollRestoration: true });
