import { post } from '../api/ask';
import { refusalOf, unreachable } from '../api/refusal';

/** Who is logged in in this browser, and how one can log in. */
export interface LoginState {
  readonly session: { readonly shopId: string | null; readonly accountId: string | null; readonly endsAt: string } | null;
  readonly login: { readonly accounts: readonly string[]; readonly issuer: boolean };
}

export async function loginState(signal?: AbortSignal): Promise<LoginState> {
  const response = await fetch('/auth/session', signal ? { signal } : {}).catch(() => {
    throw unreachable();
  });
  return (await told(response)) as LoginState;
}

/** Logs in as an account of the demo shop. */
export const logInLocally = async (account: string): Promise<unknown> => told(await post('/auth/local', { account }));

/** Ends the session here and, where there is one, at the issuer. What this browser kept of the shop goes. */
export async function logOut(): Promise<void> {
  const { next } = (await told(await post('/auth/logout', {}))) as { next: string | null };
  for (const name of ['jiedai-outbox', 'jiedai-drafts']) indexedDB.deleteDatabase(name);
  location.assign(next ?? '/');
}

async function told(response: Response): Promise<unknown> {
  const body = (await response.json().catch(() => ({}))) as { errors?: Parameters<typeof refusalOf>[0][] };
  if (response.ok) return body;
  const [first] = body.errors ?? [];
  throw first ? refusalOf(first) : unreachable();
}
