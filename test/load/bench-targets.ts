import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Pool } from 'undici';
import { keptSecret } from '#infra/postgres/passwords';
import { freePorts } from '#infra/process/port';
import type { CalledShop } from '#infra/replay/shop-calls';
import type { Caller } from '#libs/platform/access/caller';
import { repoRoot } from '#libs/platform/process/repo-root';
import type { BenchSystem } from './bench-system';
import type { StockSettings } from './stock-gateway';

export type Person = 'owner' | 'connector' | 'agent';

/** A gateway to be measured: ours, or the stock one over the same subgraphs. */
export interface Target {
  readonly pid: number;
  /** One request in somebody's name. An answer with errors rejects: a figure of refusals would say nothing. */
  ask(shop: CalledShop, as: Person, query: string, variables: object): Promise<unknown>;
  close(): Promise<void>;
}

const connections = 64;

export function ourTarget({ running, nodeProcesses }: BenchSystem): Target {
  const pool = new Pool(running.addresses.gateway, { connections });
  const tokenOf = ({ owner, connector, agents }: CalledShop, as: Person): string =>
    ({ owner, connector, agent: agents[0]?.token ?? '' })[as];
  return {
    pid: nodeProcesses().get('gateway') ?? 0,
    ask: (shop, as, query, variables) => post(pool, '/graphql', { authorization: `Bearer ${tokenOf(shop, as)}` }, { query, variables }),
    close: () => pool.close(),
  };
}

/** Starts the stock gateway in a process of its own. */
export async function stockTarget({ running }: BenchSystem): Promise<Target> {
  const [port = 0] = await freePorts(1);
  const child = fork(join(repoRoot(), 'dist/test/load/stock-gateway.js'), [], { env: { ...process.env, NODE_ENV: 'production' } });
  const settings: StockSettings = {
    port,
    subgraphs: running.addresses.subgraphs,
    passportSecret: keptSecret(running.home.keys, 'passport'),
  };
  child.send(settings);
  const [said] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
  if (said !== 'ready') throw new Error('The stock gateway did not start.');
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections });
  return {
    pid: child.pid ?? 0,
    ask: (shop, as, query, variables) => post(pool, '/', { 'x-caller': JSON.stringify(callerOf(shop, as)) }, { query, variables }),
    close: async () => {
      await pool.close();
      child.kill();
    },
  };
}

function callerOf({ shopId, agents }: CalledShop, as: Person): Caller {
  const roles = { owner: ['OWNER'], connector: ['CONNECTOR'], agent: ['AGENT'] } as const;
  const account = { owner: 'bench', connector: null, agent: agents[0]?.id ?? null }[as];
  return { subject: `bench ${as}`, shop: shopId, account, roles: roles[as], imEnabled: as === 'agent', permissions: [] };
}

async function post(pool: Pool, path: string, headers: Record<string, string>, body: object): Promise<unknown> {
  const answer = await pool.request({
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await answer.body.json()) as { data?: unknown; errors?: readonly unknown[] };
  if (errors !== undefined) throw new Error(`A request of the bench was refused: ${JSON.stringify(errors).slice(0, 500)}`);
  return data;
}
