/** A browser as far as the gateway sees it: it keeps cookies, says where a request comes from, and follows nobody unless told to. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(readonly origin: string) {}

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send(path, { headers: { 'sec-fetch-site': 'same-origin', ...headers } });
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const own = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', origin: this.origin };
    return this.send(path, { method: 'POST', body: JSON.stringify(body), headers: { ...own, ...headers } });
  }

  /** Asks the graph as a page of ours does. */
  async ask(query: string, headers: Record<string, string> = {}): Promise<{ status: number; body: unknown }> {
    const response = await this.post('/graphql', { query }, headers);
    return { status: response.status, body: await response.json() };
  }

  private async send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...init.headers, ...(cookie && { cookie }) };
    const response = await fetch(new URL(path, this.origin), { ...init, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) this.take(set);
    return response;
  }

  private take(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (/max-age=0\b/i.test(set)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
