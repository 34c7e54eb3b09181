import { block, unblock } from './block';
import { giveAgent } from './exclusive-agent';

const none = { exclusiveAgentId: null, block: null };
const [ten, eleven] = [new Date('2026-03-02T02:00:00Z'), new Date('2026-03-02T03:00:00Z')];
const blocked = { ...none, block: { since: ten, by: 'A', reason: 'spam' } };

describe('RES-69 blocking a buyer', () => {
  it('names since when, by whom and why', () => {
    expect(block('A', 'spam')(none, ten)).toEqual({ outcome: 'done', marks: blocked });
  });

  it('again keeps since when, and names who said why last', () => {
    expect(block('B', 'insults')(blocked, eleven)).toMatchObject({ marks: { block: { since: ten, by: 'B', reason: 'insults' } } });
  });

  it('needs a reason', () => {
    expect(block('A', null)(none, ten)).toMatchObject({ code: 'MISSING_REASON', field: 'reason' });
  });

  it('ends with unblocking, which does nothing to others', () => {
    expect(unblock(blocked, eleven)).toEqual({ outcome: 'done', marks: none });
    expect(unblock(none, eleven)).toEqual({ outcome: 'done', marks: none });
  });
});

describe('RTE-52 an agent of a buyer’s own', () => {
  const agent = { accountId: 'C', roles: ['AGENT'], active: true };

  it('is set and taken away; a block stays', () => {
    expect(giveAgent(agent)(blocked, ten)).toMatchObject({ marks: { exclusiveAgentId: 'C', block: blocked.block } });
    expect(giveAgent(null)({ ...none, exclusiveAgentId: 'C' }, ten)).toMatchObject({ marks: none });
  });

  it.each([
    ['is gone', { active: false }],
    ['answers no buyers', { roles: ['OPERATIONS'] }],
  ])('is refused if the account %s', (_, more) => {
    expect(giveAgent({ ...agent, ...more })(none, ten)).toMatchObject({ code: 'NOT_AN_AGENT', field: 'agentId' });
  });
});
