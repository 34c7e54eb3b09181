import { buildClientSchema, type IntrospectionQuery } from 'graphql';
import { GatewayStage, type ServedGateway } from '#test/kit/gateway-stage';

const stage = new GatewayStage();
let gateway: ServedGateway;
let page: string;

const get = (path: string): Promise<Response> => fetch(`${gateway.url}${path}`);

/** What a page asks for: the values of its src and href. */
const askedBy = (html: string): string[] => [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address!);
const ownFiles = (html: string): string[] => askedBy(html).filter((address) => !address.startsWith('data:'));

beforeAll(async () => {
  await stage.open();
  gateway = await stage.serve({ introspection: true });
  page = await (await get('/explore')).text();
});

afterAll(() => stage.close());

describe('the explorer', () => {
  it('is a page whose every part comes from here', async () => {
    expect(ownFiles(page).length).toBeGreaterThanOrEqual(8);
    for (const address of ownFiles(page)) {
      expect(address).toMatch(/^\/explore\/[a-z-]+\.(js|css)$/);
      const answer = await get(address);
      expect([address, answer.status, answer.headers.get('content-type')]).toEqual([
        address,
        200,
        `text/${address.endsWith('.js') ? 'javascript' : 'css'}; charset=utf-8`,
      ]);
      expect((await answer.text()).length).toBeGreaterThan(100);
    }
  });

  it('is told by its policy to load and to ask nothing elsewhere, and to run no text', async () => {
    for (const address of ['/explore', ...ownFiles(page), '/explore/schema.json']) {
      const policy = (await get(address)).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'");
      expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    }
    expect(page).not.toMatch(/<script>|\son[a-z]+=|style=/);
  });

  it('names nothing of others that a browser would load', async () => {
    for (const address of ownFiles(page).filter((each) => each.endsWith('.css'))) {
      const text = await (await get(address)).text();
      expect(text).not.toContain('@import');
      expect(text).not.toMatch(/url\((?!["']?data:)/);
    }
    // Names of XML and links that are shown, to be followed by whoever likes to.
    const shown = /^https?:\/\/(www\.w3\.org|codemirror\.net|commonmark\.org|en\.wikipedia\.org|github\.com|radix-ui\.com|reactjs\.org)\//;
    for (const address of ownFiles(page).filter((each) => each.endsWith('.js'))) {
      const text = await (await get(address)).text();
      const foreign = [...text.matchAll(/\bhttps?:\/\/[\w.-]+\.[a-z]+\//gi)].map(([each]) => each);
      expect(foreign.filter((each) => !shown.test(each))).toEqual([]);
      expect(text).not.toMatch(/\bnew Function\(|[^\w.]eval\(|\bimport\(/);
    }
  });

  it('knows the schema with what can be watched', async () => {
    const { data } = (await (await get('/explore/schema.json')).json()) as { data: IntrospectionQuery };
    const schema = buildClientSchema(data);
    expect(Object.keys(schema.getSubscriptionType()!.getFields())).toContain('boardChanged');
    expect(Object.keys(schema.getMutationType()!.getFields())).toContain('sendBuyerMessage');
  });

  it('has no other files, and is not there in production', async () => {
    for (const path of ['/explore/', '/explore/../package.json', '/explore/package.json', '/explore/constructor', '/explored'])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    expect(await (await get('/')).text()).toContain('href="/explore"');
    const production = await stage.serve();
    for (const path of ['/explore', ...ownFiles(page), '/explore/schema.json'])
      expect([path, (await fetch(`${production.url}${path}`)).status]).toEqual([path, 404]);
    expect(await (await fetch(production.url)).text()).not.toContain('/explore');
  });
});
