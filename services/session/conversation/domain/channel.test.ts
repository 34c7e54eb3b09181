import { channelOf } from './channel';

describe('a channel has one name', () => {
  it.each([
    ['TAOBAO', 'TAOBAO'],
    ['taobao', 'TAOBAO'],
    ['TikTok', 'TIKTOK'],
    ['x-shop-app', 'x-shop-app'],
    ['X-Shop-App', 'x-shop-app'],
    ['x-7', 'x-7'],
  ])('%s is %s', (given, name) => expect(channelOf(given)).toBe(name));

  it.each([
    ['a Cyrillic look-alike', 'TАOBAO'],
    ['a dotless i', 'tıktok'],
    ['full-width letters', 'ＴＡＯＢＡＯ'],
    ['a name that nobody has registered', 'SHOPAPP'],
    ['a blank behind it', 'TAOBAO '],
    ['only the prefix', 'x-'],
    ['a hyphen at the end', 'x-a-'],
    ['49 letters', `x-${'a'.repeat(49)}`],
    ['nothing', ''],
  ])('%s is none', (_name, given) => expect(channelOf(given)).toBeNull());
});
