import { homeOf } from './home';

describe('the home of a system', () => {
  test('is a folder of the user, or of the machine for root', () => {
    expect(homeOf({}, false, '/home/li')).toMatchObject({ root: '/home/li/.local/share/jiedai', cache: '/home/li/.cache/jiedai' });
    expect(homeOf({}, true, '/root')).toMatchObject({
      root: '/var/lib/jiedai',
      cache: '/var/cache/jiedai',
      runFile: '/var/lib/jiedai/run.json',
    });
  });

  test('an empty setting is none, never the current folder', () => {
    expect(homeOf({ JIEDAI_HOME: '', JIEDAI_CACHE: ' ' }, true)).toMatchObject({ root: '/var/lib/jiedai', cache: '/var/cache/jiedai' });
  });

  test('is where the environment says', () => {
    expect(homeOf({ JIEDAI_HOME: '/a', JIEDAI_CACHE: '/b' }, true)).toMatchObject({ root: '/a', keys: '/a/keys', cache: '/b' });
  });
});
