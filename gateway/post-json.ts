import type { Agent, Dispatcher } from 'undici';

export interface Posted {
  readonly origin: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** For everything together: waiting for a free connection, connecting, the answer to its last byte. */
  readonly limitMs: number;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
}

/**
 * One POST and its whole answer, with as little around it as the client library allows. Rejects when the time is up, wherever the request is then:
 * one that still waits for a connection is never sent.
 */
export function postJson(agent: Agent, { limitMs, ...request }: Posted): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let running: Dispatcher.DispatchController | undefined;
    let late: Error | undefined;
    let status = 0;
    const parts: Buffer[] = [];
    const timer = setTimeout(() => {
      late = new Error(`no answer within ${limitMs} ms`);
      running?.abort(late);
      reject(late);
    }, limitMs);
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: (controller) => {
        running = controller;
        if (late) controller.abort(late);
      },
      onResponseStart: (_controller, code) => {
        status = code;
      },
      onResponseData: (_controller, part) => {
        parts.push(part);
      },
      onResponseEnd: () => {
        clearTimeout(timer);
        resolve({ status, text: (parts.length === 1 ? parts[0]! : Buffer.concat(parts)).toString('utf8') });
      },
      onResponseError: (_controller, error) => {
        clearTimeout(timer);
        reject(error);
      },
    };
    agent.dispatch({ ...request, method: 'POST' }, handler);
  });
}
