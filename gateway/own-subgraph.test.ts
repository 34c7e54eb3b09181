import type { GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import pino from 'pino';
import { roles, type Caller } from '#libs/platform/access/caller';
import { callerAs } from '#test/kit/caller-as';
import type { GatewayContext } from './context';
import { OwnSubgraph } from './own-subgraph';

const own = new OwnSubgraph(pino({ level: 'silent' }));

const ask = (caller: Caller, query: string) =>
  own.process({ request: { query }, context: { caller } } as unknown as GraphQLDataSourceProcessOptions<GatewayContext>);

describe('what the gateway answers itself', () => {
  it('is who calls, with its shop and account', async () => {
    const viewer = '{ viewer { id roles shop { id } account { id } } }';
    const owner = callerAs('OWNER', 's', { account: 'a' });
    expect(await ask(owner, viewer)).toEqual({
      data: { viewer: { id: 'OWNER', roles: ['OWNER'], shop: { id: 's' }, account: { id: 'a' } } },
    });
    expect(await ask(callerAs('CONNECTOR', 's'), viewer)).toMatchObject({ data: { viewer: { shop: { id: 's' }, account: null } } });
    expect(await ask(callerAs('OPERATOR', null), viewer)).toMatchObject({ data: { viewer: { shop: null, account: null } } });
  });

  it('is what kind of caller that is, with a name for every role', async () => {
    const told = async (caller: Caller): Promise<unknown> =>
      (await ask(caller, '{ viewer { kind roles permissions buyer { channel externalId } } }')).data?.['viewer'];
    const buyer = { channel: 'WEB', externalId: 'b' };
    expect(await told(callerAs('BUYER', 's', { buyer }))).toEqual({ kind: 'BUYER', roles: ['BUYER'], permissions: [], buyer });
    expect(await told(callerAs('KEY', 's', { key: 'k', permissions: ['schedule:write'] }))).toEqual({
      kind: 'KEY',
      roles: ['KEY'],
      permissions: ['schedule:write'],
      buyer: null,
    });
    for (const [role, kind] of [
      ['CONNECTOR', 'CONNECTOR'],
      ['OPERATOR', 'OPERATOR'],
      ['AGENT', 'ACCOUNT'],
    ] as const)
      expect(await told(callerAs(role, 's'))).toMatchObject({ kind, buyer: null });
    expect(await told(callerAs('AGENT', 's', { roles }))).toMatchObject({ roles });
  });

  it('is the way to the own shop; an unknown and a foreign one are alike', async () => {
    const agent = callerAs('AGENT', 's');
    expect(await ask(agent, '{ shop(id: "s") { __typename id } }')).toEqual({ data: { shop: { __typename: 'Shop', id: 's' } } });
    expect(await ask(agent, '{ mine: shop(id: "t") { id } }')).toMatchObject({
      data: { mine: null },
      errors: [{ path: ['mine'], extensions: { code: 'SHOP_NOT_FOUND', field: 'id', retryable: false } }],
    });
  });

  it('is refused to whom the access table does not name', async () => {
    const operator = callerAs('OPERATOR', null);
    expect(await ask(operator, '{ shop(id: "s") { id } }')).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });
});
