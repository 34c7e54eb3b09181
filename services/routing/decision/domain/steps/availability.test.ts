import { decided, exampleCandidate as candidate, exampleView as view } from '../example-view';

const gone = candidate('A', { presence: 'OFFLINE' });
const suspended = candidate('A', { presence: 'SUSPENDED' });

it.each([
  ['RTE-31 all offline ⇒ queue', view([gone, candidate('B', { presence: 'OFFLINE' })]), 'queued NO_AGENT_ONLINE RTE-31'],
  [
    'RTE-33 all suspended, TAOBAO ⇒ service assistant',
    view([suspended], { availabilityTest: 'ONLINE_NOT_SUSPENDED', unavailableHandling: 'SERVICE_ASSISTANT' }),
    'SERVICE_ASSISTANT UNAVAILABLE RTE-33',
  ],
  ['RTE-33 … under ANY_ONLINE they wait', view([suspended], { unavailableHandling: 'SERVICE_ASSISTANT' }), 'queued NO_AGENT_ONLINE RTE-27'],
  ['RTE-34 message pool', view([gone], { unavailableHandling: 'MESSAGE_POOL' }), 'MESSAGE_POOL UNAVAILABLE RTE-34'],
  ['RTE-34 main account', view([gone], { unavailableHandling: 'OWNER' }), 'owner OWNER RTE-34 over'],
  ['RTE-34 no proxy account set ⇒ queue', view([gone], { unavailableHandling: 'PROXY' }), 'queued NO_AGENT_ONLINE RTE-31'],
  ['RTE-35 empty offline list ⇒ queue', view([gone], { unavailableHandling: 'OFFLINE_LIST' }), 'queued NO_AGENT_ONLINE RTE-35'],
  [
    'RES-41 a no-routing account does not count as online',
    view([candidate('A', { account: { noRouting: true } })], { unavailableHandling: 'MESSAGE_POOL' }),
    'MESSAGE_POOL UNAVAILABLE RTE-34',
  ],
])('%s', (_title, seen, expected) => {
  expect(decided(seen)).toBe(expected);
});
