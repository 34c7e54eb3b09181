import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseContacts } from '#infra/replay/contacts';
import { planReplay } from '#infra/replay/plan';
import { replay } from '#infra/replay/replay';
import { repoRoot } from '#libs/platform/process/repo-root';
import { startSystem, type TestSystem } from '#test/kit/start-system';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system.stop());

test('INV-2 MET-1 a recorded day: every contact has one outcome, nobody is above capacity, metrics equal the recount of the topics', async () => {
  const sample = parseContacts(readFileSync(join(repoRoot(), 'infra/replay/sample.csv'), 'utf8'));
  const target = { gateway: system.process('gateway').url, kafka: system.environment.kafka, mint: system.token };
  const outcome = await replay(target, planReplay(sample, '2026-03-02'), 120);
  expect(outcome).toMatchObject({ ok: true, summary: expect.stringContaining('15 contacts') });
}, 120_000);
