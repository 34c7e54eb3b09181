import { at } from '../../flight/domain/example-shop';
import { isStale, type Beating } from './heartbeat';

const online: Beating = { presence: 'ONLINE', presenceSince: at('09:00'), lastHeartbeatAt: at('10:00') };

it.each([
  ['RTE-60 10 minutes without a heartbeat, setting 10', online, 10, '10:10', true],
  ['RTE-60 one second earlier', online, 10, '10:09:59', false],
  ['RTE-60 the setting is off', online, null, '18:00', false],
  ['RTE-60 no heartbeat ever: since presence was set', { ...online, lastHeartbeatAt: null }, 10, '09:10', true],
  ['RTE-60 presence set after the last heartbeat', { ...online, presenceSince: at('10:05') }, 10, '10:14:59', false],
  ['RTE-60 at rest too', { ...online, presence: 'REST' }, 10, '10:10', true],
  ['RTE-60 who is OFFLINE holds no presence', { ...online, presence: 'OFFLINE' }, 10, '18:00', false],
  ['RTE-60 who was never there', { ...online, presenceSince: null, lastHeartbeatAt: null }, 10, '18:00', false],
] as const)('%s', (_name, agent, minutes, time, stale) => {
  expect(isStale(agent, minutes, at(time))).toBe(stale);
});
