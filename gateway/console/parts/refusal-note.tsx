import { Button } from 'react-aria-components';
import type { Refusal } from '../api/refusal';
import { refusalTexts } from '../api/refusal-texts';
import { roleTexts } from '../session/role-texts';
import { useTexts } from '../text/texts';

interface Props {
  readonly refusal: Refusal | undefined;
  readonly onAgain?: (() => void) | undefined;
}

/** A refusal in words: what, what would be right, and who can grant what is missing. */
export function RefusalNote({ refusal, onAgain }: Props) {
  const t = useTexts(refusalTexts);
  const roles = useTexts(roleTexts);
  if (!refusal) return null;
  const { code, message, expected, permission, grantedBy, requestId, retryable } = refusal.parts;
  return (
    <div role="alert" className="note note-bad">
      <p>{t.codes[code] ?? message}</p>
      {permission !== undefined && <p>{t.permission(permission)}</p>}
      {grantedBy !== undefined && <p>{t.grantedBy(grantedBy.map((role) => roles[role as keyof typeof roles] ?? role).join(', '))}</p>}
      {expected !== undefined && code !== 'FORBIDDEN' && <p>{t.expected(expected)}</p>}
      {code === 'INTERNAL_SERVER_ERROR' && requestId !== undefined && <p>{t.request(requestId)}</p>}
      {retryable && onAgain && <Button onPress={onAgain}>{t.again}</Button>}
    </div>
  );
}
