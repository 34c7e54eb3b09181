import { services, type ServiceName } from '#libs/platform/process/services';
import { newId } from '#libs/platform/process/ids';
import { batchType, operationBytes } from '#libs/platform/graphql/operation-batch';
import { passportHeader, passportSigner } from '#libs/platform/access/passport';
import { startSystem, type TestSystem } from '#test/kit/start-system';
import { callerAs } from '#test/kit/caller-as';

jest.setTimeout(120_000);

let system: TestSystem;

beforeAll(async () => {
  system = await startSystem();
});

afterAll(() => system?.stop());

const owner = callerAs('OWNER', newId());

const post = (name: ServiceName, body: object, headers: Record<string, string>): Promise<Response> =>
  fetch(`${system.process(name).url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('a subgraph answers the gateway only', () => {
  const questions = ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }', '{ __typename }'];

  it.each(services.flatMap((name) => questions.map((query) => [name, query] as const)))(
    '%s refuses %s without a passport',
    async (name, query) => {
      const forged = await passportSigner(['a secret that eve made up, 32 characters']).sign(owner);
      const token = await system.token({ roles: ['OWNER'], shop: owner.shop ?? '', account: owner.account ?? '' });
      const all = [
        {},
        { [passportHeader]: 'x' },
        { [passportHeader]: token },
        { [passportHeader]: forged },
        { authorization: `Bearer ${token}` },
      ];
      for (const headers of all) {
        const response = await post(name, { query }, headers as Record<string, string>);
        expect(response.status).toBe(401);
        const body: unknown = await response.json();
        expect(body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
        expect(body).not.toHaveProperty('data');
      }
    },
  );

  it.each(services)('%s looks at the passport of every operation in a batch', async (name) => {
    const valid = await passportSigner(system.environment.passportSecrets.split(',')).sign(owner);
    const query = '{ __typename }';
    const batch = [{ query }, { query, passport: 'x' }, { query, passport: valid }, null, { passport: valid }];
    const response = await post(name, batch, { 'content-type': batchType, [passportHeader]: valid });
    const lines = (await response.text()).trimEnd().split('\n');
    const answers = lines.map((line) => JSON.parse(line) as [number, number, unknown]).sort(([a], [b]) => a - b);
    expect(answers.map(([, status]) => status)).toEqual([401, 401, 200, 401, 400]);
    expect(answers[2]?.[2]).toEqual({ data: { __typename: 'Query' } });
  });

  it('takes an array for a batch only when it says that it is one, and no operation that is too large', async () => {
    const valid = await passportSigner(system.environment.passportSecrets.split(',')).sign(owner);
    expect((await post('shop', [{ query: '{ __typename }', passport: valid }], { [passportHeader]: valid })).status).toBe(400);
    expect((await post('shop', { query: ' '.repeat(operationBytes) }, { [passportHeader]: valid })).status).toBe(413);
  });
});
