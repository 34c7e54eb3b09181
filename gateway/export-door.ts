import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Agent, request as ask, type Dispatcher } from 'undici';
import type { Caller } from '#libs/platform/access/caller';
import { passportHeader, type PassportSigner } from '#libs/platform/access/passport';
import { serviceUnavailable } from '#libs/platform/errors';
import type { CalledFrom } from '#libs/platform/graphql/called-from';
import { readJson } from '#libs/platform/http/read-json';
import { asJson } from '#libs/platform/http/send';
import type { Log } from '#libs/platform/process/log';
import { requestIdOf } from '#libs/platform/trace-context';
import { limits } from './limits';
import { requireJson } from './require-json';
import { Slots } from './slots';

/** A request for a file. */
export interface ExportAsked {
  readonly caller: Caller;
  readonly callerName: string;
  readonly calledFrom: CalledFrom;
  readonly traceparent: string;
  readonly path: string;
}

export interface ExportDoor {
  /** Answers POST /exports/…: what the service sends goes on to the client as fast as the client takes it. */
  answer(asked: ExportAsked, request: IncomingMessage, response: ServerResponse): Promise<void>;
  stop(): Promise<void>;
}

/** What the metrics service answers beside the graph. */
export const exportPaths: readonly string[] = ['/exports/report', '/exports/sessions'];

/** Where figures go out as files. The client's identity goes along as a passport; one that leaves ends the reading behind. */
export function exportDoor({ metrics, passports, log }: { metrics: string; passports: PassportSigner; log: Log }): ExportDoor {
  const agent = new Agent({ connections: limits.exports, connectTimeout: 1_000, headersTimeout: 10_000, bodyTimeout: 30_000 });
  const slots = new Slots(limits.exports, limits.exportsPerCaller);
  const { origin } = new URL(metrics);
  return {
    answer: async (asked, request, response) => {
      requireJson(request);
      const giveBack = slots.take(asked.callerName);
      try {
        const body = await readJson(request, { bytes: limits.bodyBytes, ms: limits.bodyMs, like: exportLike });
        const passport = await passports.sign(asked.caller);
        const left = new AbortController();
        response.once('close', () => left.abort());
        const answer = await ask(`${origin}${asked.path}`, {
          ...{ method: 'POST', dispatcher: agent, signal: left.signal },
          headers: { ...asJson, [passportHeader]: passport, traceparent: asked.traceparent },
          body: JSON.stringify({ asked: body, calledFrom: asked.calledFrom }),
        }).catch((err: unknown) => {
          if (left.signal.aborted) return undefined;
          log.warn({ err, subgraph: 'metrics', requestId: requestIdOf(asked.traceparent) }, 'a subgraph did not answer');
          throw serviceUnavailable('The metrics service', err);
        });
        if (answer) await handOn(answer, response);
      } finally {
        giveBack();
      }
    },
    stop: () => agent.destroy(),
  };
}

const exportLike = 'JSON like {"shopId": "…", "input": {"from": "2026-03-01", "to": "2026-03-31", "metrics": ["SESSIONS"]}}';

const handedOn = ['content-type', 'content-disposition'];

/** Refusals too go on as they are: they were written for clients. That our own passport was refused is none of theirs. */
async function handOn({ statusCode, headers, body }: Dispatcher.ResponseData, response: ServerResponse): Promise<void> {
  if (statusCode === 401) {
    body.destroy();
    throw serviceUnavailable('The metrics service');
  }
  response.statusCode = statusCode;
  for (const name of handedOn) {
    const value = headers[name];
    if (value !== undefined) response.setHeader(name, value);
  }
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  await pipeline(body, response).catch((error: unknown) => {
    // A client that leaves needs no answer; where the service has left, the connection is cut, which says that the file is not whole.
    if (!response.destroyed) throw error;
  });
}
