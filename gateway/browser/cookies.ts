import type { IncomingMessage, ServerResponse } from 'node:http';

/** A cookie of ours. Over https browsers keep it for this host alone (`__Host-`); over http, on one's own machine, they would not take that name. */
export interface CookiePlace {
  readonly name: string;
  /** Our origin that the request is for. */
  readonly origin: string;
}

const fullName = ({ name, origin }: CookiePlace): string => (origin.startsWith('https:') ? `__Host-${name}` : name);

export function cookieOf({ headers }: IncomingMessage, place: CookiePlace): string | undefined {
  const name = `${fullName(place)}=`;
  return headers.cookie
    ?.split(/; */)
    .find((each) => each.startsWith(name))
    ?.slice(name.length);
}

/** Sets a cookie for so many seconds; 0 takes it away. */
export function setCookie(response: ServerResponse, place: CookiePlace, value: string, seconds: number): void {
  const secure = place.origin.startsWith('https:') ? '; Secure' : '';
  response.appendHeader(
    'set-cookie',
    `${fullName(place)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${Math.floor(seconds)}${secure}`,
  );
}
