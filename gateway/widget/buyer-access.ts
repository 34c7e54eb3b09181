/** Who the buyer is to the shop, and the token that says so. */
export interface BuyerAccess {
  readonly shopId: string;
  readonly token: string;
  readonly buyer: { readonly channel: string; readonly externalId: string; readonly name?: string };
}

const kept = (shopId: string): string => `jiedai-buyer-${shopId}`;

/**
 * A buyer whom the shop knows comes with a token that its server signed, behind `#token=` so that no log sees it; anybody else gets an id of its own, which this
 * browser keeps, so that the talk is found again.
 */
export async function buyerAccess(address: URL): Promise<BuyerAccess> {
  const shopId = address.searchParams.get('shop') ?? '';
  const given = new URLSearchParams(address.hash.slice(1)).get('token');
  if (given !== null) return { shopId, token: given, buyer: { ...namedBy(given), ...nameIn(address) } };
  const known = readKept(shopId);
  if (known) return known;
  const response = await fetch('/auth/buyer', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shopId }),
  });
  if (!response.ok) throw new Error(response.status === 429 ? 'BUSY' : 'CLOSED_TO_STRANGERS');
  const { token, expiresAt, buyer } = (await response.json()) as BuyerAccess & { readonly expiresAt: string };
  const access = { shopId, token, buyer: { ...buyer, ...nameIn(address) } };
  localStorage.setItem(kept(shopId), JSON.stringify({ ...access, expiresAt }));
  return access;
}

/** Forgets an id that the shop no longer takes. */
export const forgetAccess = (shopId: string): void => localStorage.removeItem(kept(shopId));

function readKept(shopId: string): BuyerAccess | undefined {
  const text = localStorage.getItem(kept(shopId));
  if (text === null) return undefined;
  const access = JSON.parse(text) as BuyerAccess & { readonly expiresAt: string };
  return Date.parse(access.expiresAt) > Date.now() + 86_400_000 ? access : undefined;
}

const nameIn = (address: URL) => {
  const name = address.searchParams.get('name');
  return name ? { name } : {};
};

/** What a token says of its owner; whether it is true the server finds out. */
function namedBy(token: string): { channel: string; externalId: string } {
  const [, body = ''] = token.split('.');
  const bytes = Uint8Array.from(atob(body.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
  const { channel = '', sub = '' } = JSON.parse(new TextDecoder().decode(bytes)) as { channel?: string; sub?: string };
  return { channel, externalId: sub };
}
