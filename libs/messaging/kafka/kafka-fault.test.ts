import { KafkaJSConnectionError, KafkaJSNumberOfRetriesExceeded, KafkaJSProtocolError } from 'kafkajs';
import { kafkaFault } from './kafka-fault';

const protocol = (type: string) => new KafkaJSProtocolError({ name: '', message: type, type, code: 3, retriable: true } as never);

it.each([
  ['a missing topic', protocol('UNKNOWN_TOPIC_OR_PARTITION'), 'held'],
  [
    'a missing topic, after some tries',
    new KafkaJSNumberOfRetriesExceeded(protocol('UNKNOWN_TOPIC_OR_PARTITION'), { retryCount: 2, retryTime: 1 }),
    'held',
  ],
  ['a sequence the broker does not know', protocol('UNKNOWN_PRODUCER_ID'), 'unavailable'],
  ['no connection', new KafkaJSConnectionError('refused'), 'unavailable'],
  ['a bug', new TypeError('no'), undefined],
])('%s', (_, error, fault) => {
  expect(kafkaFault(error)).toBe(fault);
});
