import type { GraphqlAnswer } from '#infra/launcher/graphql-request';
import type { TokenClaims } from '#infra/launcher/issuer';

interface Viewer {
  readonly viewer: { readonly shop: { readonly name: string | null } | null };
}

type Ask = (query: string) => Promise<GraphqlAnswer<Viewer>>;

const query = '{ viewer { shop { name } } }';

/**
 * Asks the running system with the token itself whether its shop and account exist; throws with what is wrong. Undefined, or why it could not be found out: then the
 * token may still be right.
 */
export async function checkToken({ shop, account }: Pick<TokenClaims, 'shop' | 'account'>, ask: Ask): Promise<string | undefined> {
  if (shop === undefined) return undefined;
  const answer = await ask(query).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  if (answer instanceof Error) return unchecked(answer.message);
  if (answer.data?.viewer.shop?.name) return undefined;
  const [{ message = '', extensions } = { message: '', extensions: undefined }] = answer.errors;
  if (extensions?.code === 'SHOP_NOT_FOUND' || answer.errors.length === 0) throw new Error(`The running system has no shop ${shop}.`);
  if (extensions?.code === 'UNAUTHENTICATED')
    throw new Error(`The running system has no shop ${shop} with an account ${account}: name both as the system answers them.`);
  if (extensions?.code === 'FORBIDDEN') throw new Error(`The running system would refuse this token: ${message}`);
  return unchecked(message);
}

const unchecked = (why: string): string => `It was not checked whether the token's shop exists, because the system does not answer: ${why}`;
