/** The channels we know by name. */
export const knownChannels = [
  'WECHAT',
  'TAOBAO',
  'TMALL',
  'KUAISHOU',
  'DOUYIN',
  'TIKTOK',
  'PINDUODUO',
  'JD',
  'XIAOHONGSHU',
  'WEIBO',
  'QQ',
  'WHATSAPP',
  'TELEGRAM',
  'LINE',
  'MESSENGER',
  'INSTAGRAM',
  'EMAIL',
  'WEB',
] as const;

const ownName = /^x-[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/;

/**
 * The one spelling of a channel: a known name in capitals, or `x-` and a name of the connector's own in lower case. Null for anything else; letters that
 * only look like ours are none of them, so that one channel never becomes two.
 */
export function channelOf(name: string): string | null {
  if (!/^[A-Za-z0-9-]+$/.test(name)) return null;
  const lower = name.toLowerCase();
  if (ownName.test(lower)) return lower;
  const upper = name.toUpperCase();
  return (knownChannels as readonly string[]).includes(upper) ? upper : null;
}

export const channelNames = `one of ${knownChannels.join(', ')}, or x- and 1 to 48 lower-case letters, digits and hyphens`;
