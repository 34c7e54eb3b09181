import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { homeOf } from '#infra/process/home';
import { makeHome } from '#infra/process/make-home';
import type { Runnable } from '#infra/process/runnable';
import { eventually } from '#test/kit/eventually';
import { readRunFile } from './run-file';
import { takeHome } from './run-state';

const folder = mkdtempSync(join(tmpdir(), 'jiedai-state-'));
afterAll(() => rmSync(folder, { recursive: true }));

const shop = { identity: { pid: 7, startedAt: 'boot:1' } } as Runnable;

test('a run.json that cannot be written stops nothing, is told of once, and is written when it can be', async () => {
  const home = homeOf({ JIEDAI_HOME: folder, JIEDAI_CACHE: folder });
  makeHome(home);
  const told: string[] = [];
  const state = takeHome(home, (line) => told.push(line));
  const inTheWay = `${home.runFile}.temporary`;
  mkdirSync(inTheWay);
  state.started('shop', shop);
  state.change({ ports: { gateway: 1 } });
  expect(told).toEqual([expect.stringMatching(/run\.json cannot be written \(EISDIR/)]);
  expect(readRunFile(home).processes).toEqual({});
  rmdirSync(inTheWay);
  await eventually(() => expect(readRunFile(home)).toMatchObject({ processes: { shop: shop.identity }, ports: { gateway: 1 } }));
});

test('a home in which nothing can be written is refused', () => {
  const home = homeOf({ JIEDAI_HOME: join(folder, 'inner'), JIEDAI_CACHE: folder });
  makeHome(home);
  mkdirSync(`${home.runFile}.temporary`);
  expect(() => takeHome(home, () => undefined)).toThrow(/inner cannot be used: EISDIR.*Set JIEDAI_HOME to another folder\.$/);
});
