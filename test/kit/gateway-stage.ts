import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AddressBudget } from '#gateway/address-budget';
import { CallerBudgets } from '#gateway/caller-budgets';
import { TrustedDocuments } from '#gateway/documents/trusted-documents';
import { trustedEnv, trustedSettings, type TrustedSettings } from '#gateway/documents/trusted-settings';
import { startServer, type ServerOptions } from '#gateway/server';
import { Strangers } from '#gateway/strangers';
import { createGateway } from '#gateway/supergraph';
import { passportSigner } from '#libs/platform/access/passport';
import { AppError } from '#libs/platform/errors';
import { answerBatch } from '#libs/platform/graphql/answer-batch';
import type { BatchedOperation } from '#libs/platform/graphql/operation-batch';
import { readJson } from '#libs/platform/http/read-json';
import { createLog } from '#libs/platform/process/log';
import { services, type ServiceName } from '#libs/platform/process/services';
import { callerAs } from './caller-as';

/** Whom the stage takes every token for. */
export const stageBearer = { subject: 'w', shop: 's', account: 'a', roles: [] } as const;
export const stageOwner = callerAs('OWNER', 's', { subject: 'w', account: 'a' });
export const stageSecrets = ['a secret of the gateway and its subgraphs'];

const none = { shop: 0, caller: 0, address: 0 };
export const unlimited = { reads: none, mutations: none, buyerReads: none, buyerMutations: none };

export interface ServedGateway {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Gateways in front of subgraphs that answer what a test puts into their mouths. */
export class GatewayStage {
  /** What each subgraph answers to whatever it is asked, and when. */
  readonly answers: Record<string, { status?: number; body: unknown; when?: Promise<void> }> = {};
  readonly asked: { path: string; passport: string; traceparent: string; atLeast?: unknown }[] = [];
  /** Mutations of the shop service that the rights were told of. */
  readonly changes: { shop: string | null; isCertain: boolean }[] = [];
  readonly lines: string[] = [];
  readonly log = createLog({ service: 'gateway', level: 'info', write: (line) => this.lines.push(line) });
  private readonly served: ServedGateway[] = [];
  private readonly subgraphs = createServer((incoming, response) => {
    const path = incoming.url?.slice(1) ?? '';
    void readJson(incoming, { bytes: 1_000_000, ms: 5_000 }).then((batch) =>
      answerBatch(response, batch as BatchedOperation[], async (operation) => {
        const { passport, traceparent, atLeast } = operation as BatchedOperation;
        this.asked.push({ path, passport, traceparent, atLeast });
        const { status = 200, body, when } = this.answers[path] ?? { status: 500, body: 'nobody' };
        await when;
        return { status, body };
      }),
    );
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.subgraphs.listen(0, '127.0.0.1', resolve));
  }

  /** Documents registered in a folder. */
  documents(settings: Partial<TrustedSettings> = {}): TrustedDocuments {
    return new TrustedDocuments({ ...trustedSettings(trustedEnv.parse({})), ...settings, introspection: false, log: this.log });
  }

  /** One more gateway; `options` are what a test wants otherwise. */
  async serve(options: Partial<ServerOptions> = {}): Promise<ServedGateway> {
    const at = (name: string): string => `http://127.0.0.1:${(this.subgraphs.address() as AddressInfo).port}/${name}`;
    const urls = Object.fromEntries(services.map((name) => [name, at(name)])) as Record<ServiceName, string>;
    const { gateway, stop } = await createGateway(urls, this.log);
    const server = await startServer({
      gateway,
      identity: {
        bearerOf: (token) =>
          token === undefined ? Promise.reject(new AppError('UNAUTHENTICATED', 'A token is needed.')) : Promise.resolve(stageBearer),
      },
      callers: {
        callerOf: () => Promise.resolve(stageOwner),
        changed: (shop, isCertain) => void this.changes.push({ shop, isCertain }),
      },
      buyerDoor: (_request, response) => Promise.resolve(void response.writeHead(201).end()),
      passports: passportSigner(stageSecrets),
      strangers: new Strangers(new AddressBudget(10_000, () => 0)),
      budgets: new CallerBudgets(unlimited, () => 0),
      corsOrigins: [],
      documents: this.documents(),
      introspection: false,
      host: '127.0.0.1',
      port: 0,
      log: this.log,
      ...options,
    });
    const served = {
      url: `http://127.0.0.1:${server.port}`,
      port: server.port,
      stop: async () => {
        await server.stop();
        await stop();
      },
    };
    this.served.push(served);
    return served;
  }

  async close(): Promise<void> {
    await Promise.all(this.served.map((each) => each.stop()));
    this.subgraphs.closeAllConnections();
    await new Promise((resolve) => this.subgraphs.close(resolve));
  }
}
