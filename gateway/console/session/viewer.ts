import { createContext, useContext } from 'react';
import type { ViewerQuery } from '../generated/graphql';

type Asked = NonNullable<ViewerQuery['viewer']>;

/** Who uses the console: an account of a shop. */
export interface Viewer {
  readonly account: NonNullable<Asked['account']>;
  readonly shop: NonNullable<Asked['shop']>;
  readonly roles: Asked['roles'];
  readonly permissions: readonly string[];
}

export const ViewerContext = createContext<Viewer | undefined>(undefined);

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('The viewer is known below the login only.');
  return viewer;
}

export const isManager = ({ roles }: Pick<Viewer, 'roles'>): boolean =>
  roles.some((role) => role === 'OWNER' || role === 'ADMIN' || role === 'CS_ADMIN');
