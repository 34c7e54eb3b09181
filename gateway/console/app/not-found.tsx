import { useTexts } from '../text/texts';
import { pageTexts } from './page-texts';

export function NotFound() {
  return (
    <main id="content" className="page">
      <p className="note">{useTexts(pageTexts).notFound}</p>
    </main>
  );
}
