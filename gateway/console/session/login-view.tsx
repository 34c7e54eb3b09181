import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { Refusal } from '../api/refusal';
import { LanguageSwitch } from '../parts/language-switch';
import { RefusalNote } from '../parts/refusal-note';
import { useTexts } from '../text/texts';
import { logInLocally, type LoginState } from './login-session';
import { loginTexts } from './login-texts';

/** Where somebody logs in: at the company's issuer, or beside the embedded servers as an account of the demo shop. */
export function LoginView({ ways }: { readonly ways: LoginState['login'] }) {
  const t = useTexts(loginTexts);
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({ mutationFn: logInLocally, onSuccess: () => client.invalidateQueries() });
  const here = `/auth/login?returnTo=${encodeURIComponent(location.pathname + location.search)}`;
  return (
    <main className="login">
      <LanguageSwitch />
      <h1>{t.title}</h1>
      {ways.issuer && (
        <a className="button primary" href={here}>
          {t.company}
        </a>
      )}
      {ways.accounts.length > 0 && <p>{t.choose}</p>}
      <ul className="login-accounts">
        {ways.accounts.map((account) => (
          <li key={account}>
            <Button isDisabled={isPending} onPress={() => mutate(account)}>
              {t.names[account] ?? account}
            </Button>
          </li>
        ))}
      </ul>
      {!ways.issuer && ways.accounts.length === 0 && <p>{t.nobody}</p>}
      <RefusalNote refusal={error instanceof Refusal ? error : undefined} />
    </main>
  );
}
