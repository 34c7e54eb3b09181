import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { Refusal } from '../api/refusal';
import { useAsk } from '../api/use-ask';
import { ViewerDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useTexts } from '../text/texts';
import { logOut, loginState } from './login-session';
import { loginTexts } from './login-texts';
import { LoginView } from './login-view';
import { ViewerContext } from './viewer';

/** Shows the login while nobody is logged in, else what is below for the viewer. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { data: state, error, refetch } = useQuery({ queryKey: ['session'], queryFn: ({ signal }) => loginState(signal), retry: 3 });
  if (error instanceof Refusal) return <RefusalNote refusal={error} onAgain={() => void refetch()} />;
  if (!state) return null;
  return state.session ? <ViewerGate>{children}</ViewerGate> : <LoginView ways={state.login} />;
}

function ViewerGate({ children }: { readonly children: ReactNode }) {
  const t = useTexts(loginTexts);
  const { data, refusal, again } = useAsk(ViewerDocument, {});
  if (refusal) return <RefusalNote refusal={refusal} onAgain={() => void again()} />;
  if (!data) return null;
  const { account, shop, roles, permissions } = data.viewer;
  if (!account || !shop)
    return (
      <main className="login">
        <p>{t.noAccount}</p>
        <Button onPress={() => void logOut()}>{t.logOut}</Button>
      </main>
    );
  return <ViewerContext value={{ account, shop, roles, permissions }}>{children}</ViewerContext>;
}
