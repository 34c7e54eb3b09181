import type { Presence, ReceptionState } from '../generated/graphql';
import { texts } from '../text/texts';

/** In the order in which they are offered. */
export const presences: readonly Presence[] = ['ONLINE', 'REST', 'SUSPENDED', 'OFFLINE'];

export const presenceTexts = texts(
  {
    states: { ONLINE: '在线', REST: '小休', SUSPENDED: '挂起', OFFLINE: '离线' } satisfies Record<Presence, string>,
    effects: {
      ONLINE: '会分配买家',
      REST: '暂不分配买家,进行中的会话继续',
      SUSPENDED: '暂不分配买家,直到您重新上线',
      OFFLINE: '不分配买家,未回复的会话会转给他人',
    } satisfies Record<Presence, string>,
    reception: { OPEN: '接待中', CLOSED: '非接待时间' } satisfies Record<ReceptionState, string>,
    until: (at: string) => `至 ${at}`,
    queue: (length: number) => `排队 ${length}`,
    load: (load: number, limit: number | null, held: number) => `接待 ${load}/${limit ?? '不限'}${held > 0 ? `(${held} 个即将释放)` : ''}`,
  },
  {
    states: { ONLINE: 'Online', REST: 'Resting', SUSPENDED: 'Suspended', OFFLINE: 'Offline' } satisfies Record<Presence, string>,
    effects: {
      ONLINE: 'gets buyers',
      REST: 'gets no new buyers, talks go on',
      SUSPENDED: 'gets no new buyers until online again',
      OFFLINE: 'gets no buyers, unanswered ones go to others',
    } satisfies Record<Presence, string>,
    reception: { OPEN: 'Open', CLOSED: 'Closed' } satisfies Record<ReceptionState, string>,
    until: (at: string) => `until ${at}`,
    queue: (length: number) => `Queue ${length}`,
    load: (load: number, limit: number | null, held: number) =>
      `Load ${load}/${limit ?? 'no limit'}${held > 0 ? ` (${held} soon free)` : ''}`,
  },
);
