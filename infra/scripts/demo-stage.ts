import { setTimeout as sleep } from 'node:timers/promises';
import { openIssuer } from '#infra/launcher/issuer';
import type { DemoAccount, DemoShop, RunningSystem } from '#infra/launcher/run-file';
import { createGatewayClient, type GatewayClient } from '#infra/replay/gateway-client';
import { newId } from '#libs/platform/process/ids';
import { claimsFor } from './token-claims';

export type Caller = DemoAccount | 'connector';

/** The demo shop as a script plays on it: every call with the token of one of its people. */
export interface DemoStage {
  readonly shop: DemoShop;
  /** Distinguishes this telling from every other one. */
  readonly runId: string;
  /** A mutation's result: the shop and a fresh `commandId` are added to the input, so that a call that is tried again happens once. */
  tell<T>(as: Caller, mutation: string, input: Readonly<Record<string, unknown>>): Promise<T>;
  ask<T>(as: Caller, query: string, variables?: Readonly<Record<string, unknown>>): Promise<T>;
  close(): Promise<void>;
}

/** Opens the demo shop of the running system. */
export async function openDemoStage({ addresses, home, demoShop }: RunningSystem): Promise<DemoStage> {
  if (!demoShop?.complete) throw new Error('The demo shop is not loaded yet: wait until `npm start` says that it is ready.');
  const client: GatewayClient = createGatewayClient(addresses.gateway, { connections: 4, patienceMs: 15_000 });
  const issuer = await openIssuer(home.keys);
  const tokens = new Map<Caller, string>();
  for (const as of ['owner', 'cs-admin', 'agent-1', 'agent-2', 'connector'] as const) {
    tokens.set(as, await issuer.mint(claimsFor({ as }, demoShop)));
  }
  const tokenOf = (as: Caller): string => tokens.get(as) ?? '';
  const runId = newId();
  let commands = 0;
  return {
    shop: demoShop,
    runId,
    tell: (as, mutation, input) =>
      client.call(tokenOf(as), mutation, { input: { shopId: demoShop.shopId, commandId: `demo-${runId}-${++commands}`, ...input } }),
    ask: (as, query, variables = {}) => client.call(tokenOf(as), query, { shop: demoShop.shopId, ...variables }),
    close: () => client.close(),
  };
}

/** Looks again and again until something is there; after the limit it says what was waited for. */
export async function waitFor<T>(what: string, look: () => Promise<T | undefined>, limitMs = 10_000): Promise<T> {
  const until = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(`Waited ${limitMs / 1_000} s in vain: ${what}`);
    await sleep(50);
  }
}
