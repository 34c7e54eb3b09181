import { Suspense, useEffect } from 'react';
import { Skeleton } from '../parts/skeleton';
import { useViewer } from '../session/viewer';
import { roleTexts } from '../session/role-texts';
import { useTexts } from '../text/texts';
import { missingFor, type ConsolePage } from './pages';
import { pageTexts } from './page-texts';

/** A page, or what is missing for it and who can give it. */
export function PageFrame({ page }: { readonly page: ConsolePage }) {
  const t = useTexts(pageTexts);
  const viewer = useViewer();
  const name = t.names[page.name];
  useEffect(() => {
    document.title = `${name} · ${viewer.shop.name ?? ''}`;
  }, [name, viewer.shop.name]);
  const missing = missingFor(page, viewer);
  return (
    <main id="content" tabIndex={-1} className="page">
      {missing ? <MissingRight needs={missing} /> : <Suspense fallback={<Skeleton />}>{<page.view />}</Suspense>}
    </main>
  );
}

function MissingRight({ needs }: { readonly needs: NonNullable<ConsolePage['needs']> }) {
  const t = useTexts(pageTexts);
  const roles = useTexts(roleTexts);
  return (
    <p className="note">
      {'permission' in needs ? t.needsPermission(needs.permission) : t.needsRole(needs.roles.map((role) => roles[role]).join(', '))}
    </p>
  );
}
