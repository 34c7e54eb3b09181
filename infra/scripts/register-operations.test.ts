import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOf } from '#gateway/documents/manifest';
import { trustedEnv, trustedSettings } from '#gateway/documents/trusted-settings';
import { registerOperations } from './register-operations';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'operations-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const { limits } = trustedSettings(trustedEnv.parse({}));
const register = (files: readonly string[], replace = false) => registerOperations({ client: 'desk', folder, files, replace, limits });
const registered = (): string[] => Object.values(JSON.parse(readFileSync(join(folder, 'desk.json'), 'utf8')) as Record<string, string>);

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('documents of a front end', () => {
  const viewer = '{ viewer { roles } }\n';
  const inbox = 'subscription { inboxChanged { reason } }';

  it('are registered under the hash of their text, beside the earlier ones or in their place', () => {
    const first = file('viewer.graphql', viewer);
    expect(register([first])).toEqual([[hashOf(viewer), first]]);
    register([file('inbox.graphql', inbox)]);
    expect(registered()).toEqual([viewer, inbox]);
    register([file('list.json', JSON.stringify({ [hashOf(inbox)]: inbox }))], true);
    expect(registered()).toEqual([inbox]);
  });

  it.each([
    ['has no such field', '{ colour }', /colour/],
    ['is no GraphQL', '{ viewer', /Syntax Error/],
    ['is too deep', `{ ${'shop(id: "s") { '.repeat(20)}id${' }'.repeat(20)} }`, /shop|depth/i],
    [
      'holds two mutations',
      'mutation { a: endSession(input: { shopId: "s", sessionId: "x" }) { session { id } } b: endSession(input: { shopId: "s", sessionId: "x" }) { session { id } } }',
      /one mutation/,
    ],
  ])('are refused with their file when one %s, and none of them is registered', (_what, text, problem) => {
    register([file('viewer.graphql', viewer)]);
    const wrong = file('wrong.graphql', text);
    expect(() => register([file('inbox.graphql', inbox), wrong])).toThrow(problem);
    expect(() => register([wrong])).toThrow(wrong);
    expect(registered()).toEqual([viewer]);
  });
});
