import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderFault } from './folder-fault';
import { homeOf, type Home } from './home';
import { isOurs, makeHome } from './make-home';

const folder = mkdtempSync(join(tmpdir(), 'jiedai-home-'));
afterAll(() => rmSync(folder, { recursive: true }));

const homeAt = (name: string): Home => homeOf({ JIEDAI_HOME: join(folder, name), JIEDAI_CACHE: join(folder, 'cache') });

describe('a home', () => {
  test('is marked when it is made, and may be made again', () => {
    const home = homeAt('new');
    expect(isOurs(home)).toBe(false);
    makeHome(home);
    expect(isOurs(home)).toBe(true);
    expect(existsSync(home.keys)).toBe(true);
    makeHome(home);
  });

  test('of older code is known by its run.json', () => {
    const home = homeAt('old');
    mkdirSync(home.keys, { recursive: true });
    writeFileSync(join(home.keys, 'passport'), 'x');
    writeFileSync(home.runFile, '{"processes":{},"ports":{"gateway":4000}}');
    expect(isOurs(home)).toBe(true);
    makeHome(home);
    rmSync(home.runFile);
    expect(isOurs(home)).toBe(true);
  });

  test('is not made where something of others would be in our way', () => {
    const home = homeAt('project');
    mkdirSync(home.logs, { recursive: true });
    writeFileSync(join(home.logs, 'theirs.log'), '');
    writeFileSync(home.runFile, '{"scripts":{}}');
    expect(isOurs(home)).toBe(false);
    expect(() => makeHome(home)).toThrow(
      /project is no home of Jiedai, and holds .*run\.json, .*logs already: set JIEDAI_HOME to a new or empty folder/,
    );
    expect(isOurs(home)).toBe(false);
  });

  test('that is a file, or lies below one, is told of in a sentence', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeHome(homeAt('file'))).toThrow(/file is a file, or lies below one: name a folder \(JIEDAI_HOME\)\.$/);
    expect(() => makeHome(homeAt('file/below'))).toThrow(/below is a file, or lies below one: name a folder \(JIEDAI_HOME\)\.$/);
  });

  test('that the system refuses is told of, below /proc too', () => {
    expect(() => makeHome(homeOf({ JIEDAI_HOME: '/proc/jiedai/home' }))).toThrow(
      /^\/proc\/jiedai\/home cannot be used: ENOENT.*Set JIEDAI_HOME to another folder\.$/,
    );
  });

  test.each([
    ['EACCES', /^\/h cannot be written by \S+: give that user the right, or name another folder \(JIEDAI_HOME\)\.$/],
    ['EROFS', /^\/h is on a disk that is read-only: name a folder on another disk/],
    ['ENOSPC', /^\/h is on a disk that is full: free some space/],
  ])('on which the system says %s is told of in a sentence', (code, sentence) => {
    expect(folderFault('JIEDAI_HOME', '/h', Object.assign(new Error(code), { code })).message).toMatch(sentence);
  });
});
