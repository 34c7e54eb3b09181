import fetch from 'kafkajs/src/protocol/requests/fetch';
import produce from 'kafkajs/src/protocol/requests/produce';
import { decodeFetch, encodeFetch, withoutEmpty } from './kafka-fetch';
import { encodeProduce, isPlain } from './kafka-produce';
import { OtherFormat } from './kafka-records';

const original = { produce: produce.protocol, fetch: fetch.protocol };
const fetchVersion = 11;
const oldestProduce = 3;
const newestProduce = 7;

/**
 * Lets kafkajs speak through our own encoding of the two requests that carry records. Its own builds one 512-byte buffer per header and copies each
 * record six times: about 50 µs of CPU per record, a fifth of a busy service; and it goes through every empty partition of every fetch.
 * What is written is the same byte by byte (kafka-codec.test.ts); whatever is not as our services send it goes the client's own way.
 */
export function correctCodec(): void {
  if (produce.versions.at(-1) !== String(newestProduce) || fetch.versions.at(-1) !== String(fetchVersion)) {
    throw new Error('kafkajs has changed its protocol: look at libs/messaging/kafka/kafka-codec.ts again');
  }
  produce.protocol = ({ version }) => {
    const protocol = original.produce({ version });
    if (version < oldestProduce) return protocol;
    return (args) => {
      const usual = protocol(args);
      if (!isPlain(args)) return usual;
      return { ...usual, request: { ...usual.request, encode: () => Promise.resolve(encoded(encodeProduce(args, Date.now()))) } };
    };
  };
  fetch.protocol = ({ version }) => {
    const protocol = original.fetch({ version });
    if (version !== fetchVersion) return protocol;
    return (args) => {
      const usual = protocol(args);
      return {
        ...usual,
        request: { ...usual.request, encode: () => Promise.resolve(encoded(encodeFetch(args))) },
        response: { ...usual.response, decode: async (body) => withoutEmpty(ours(body) ?? (await usual.response.decode(body))) },
      };
    };
  };
}

/** What the client takes for one of its encoders. */
const encoded = (buffer: Buffer) => ({ buf: buffer, buffer, size: () => buffer.length });

function ours(body: Buffer) {
  try {
    return decodeFetch(body);
  } catch (error) {
    if (error instanceof OtherFormat) return undefined;
    throw error;
  }
}
