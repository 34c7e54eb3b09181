/** The internals of kafkajs that are corrected: its timer (kafka-idle-timer.ts) and its encoding of records (kafka-codec.ts). */
declare module 'kafkajs/src/network/requestQueue' {
  class RequestQueue {
    pending: readonly unknown[];
    scheduleCheckPendingRequests(): void;
  }
  export = RequestQueue;
}

declare module 'kafkajs/src/protocol/recordBatch/crc32C' {
  function crc32C(bytes: Buffer): number;
  export = crc32C;
}

declare module 'kafkajs/src/protocol/requests/produce' {
  interface Encoded {
    readonly buf: Buffer;
    readonly buffer: Buffer;
    size(): number;
  }
  type Args = import('./kafka-produce').ProduceRequest;
  type Protocol = (args: Args) => { request: { encode(): Promise<Encoded> } };
  const requests: { readonly versions: readonly string[]; protocol: (wanted: { version: number }) => Protocol };
  export = requests;
}

declare module 'kafkajs/src/protocol/requests/fetch' {
  interface Encoded {
    readonly buf: Buffer;
    readonly buffer: Buffer;
    size(): number;
  }
  type Args = import('./kafka-fetch').FetchRequest;
  type Response = import('./kafka-fetch').FetchResponse;
  type Protocol = (args: Args) => { request: { encode(): Promise<Encoded> }; response: { decode(body: Buffer): Promise<Response> } };
  const requests: { readonly versions: readonly string[]; protocol: (wanted: { version: number }) => Protocol };
  export = requests;
}
