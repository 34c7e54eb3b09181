import { poolName, type Language } from '../../decision/domain/explain';
import type { StarvationReason } from '../../starvation/domain/starvation-reason';
import type { AlertView } from './routing-alerts';

/** What is amiss, and what helps, each in one sentence. */
export interface AlertText {
  readonly message: string;
  readonly remedy: string;
}

type Texts = Readonly<Record<Language, (alert: AlertView, pool: string) => AlertText>>;

const zhHeld = ({ held }: AlertView): string => (held > 0 ? `(其中${held}个接待位仍被已结束的会话占用)` : '');
const enHeld = ({ held }: AlertView): string => (held > 0 ? ` (${held} held by ended sessions)` : '');

const zhMoreRoom = ({ agentIds: { length } }: AlertView): string =>
  `提高最大接待量(最多500)${length > 0 ? `,请${length}位小休或挂起的客服上线` : ''},或结束已完成的会话。`;
const enMoreRoom = ({ agentIds: { length } }: AlertView): string =>
  `Raise the capacity (up to 500)${length > 0 ? `, bring agents online who rest or are suspended (${length})` : ''}, or end sessions that are finished.`;

const nobodyLeft: Texts = {
  ZH_CN: ({ buyers, agentIds }, pool) => ({
    message: `“${pool}”有${buyers}位买家在排队:在线客服均已拒绝、超时未接或未及时回复。`,
    remedy: agentIds.length > 0 ? `请${agentIds.length}位小休或挂起的客服上线,或人工指定客服。` : '请其他客服上线,或人工指定客服。',
  }),
  EN: ({ buyers, agentIds }, pool) => ({
    message: `Buyers queue in the pool ${pool}: ${buyers}. Everybody online said no, did not answer in time or did not write in time.`,
    remedy:
      agentIds.length > 0
        ? `Bring agents online who rest or are suspended (${agentIds.length}), or assign these buyers by hand.`
        : 'Bring other agents online, or assign these buyers by hand.',
  }),
};

const queueWaiting: Texts = {
  ZH_CN: (alert, pool) =>
    alert.cause === 'ALL_AT_CAPACITY'
      ? {
          message: `“${pool}”有${alert.buyers}位买家在排队:在线客服均已满载${zhHeld(alert)}。`,
          remedy: zhMoreRoom(alert),
        }
      : {
          message: `“${pool}”有${alert.buyers}位买家在排队:没有客服在线。`,
          remedy: alert.agentIds.length > 0 ? `请${alert.agentIds.length}位小休或挂起的客服上线。` : '请客服上线。',
        },
  EN: (alert, pool) =>
    alert.cause === 'ALL_AT_CAPACITY'
      ? {
          message: `Buyers queue in the pool ${pool}: ${alert.buyers}. Everybody online is full${enHeld(alert)}.`,
          remedy: enMoreRoom(alert),
        }
      : {
          message: `Buyers queue in the pool ${pool}: ${alert.buyers}. Nobody is online.`,
          remedy:
            alert.agentIds.length > 0
              ? `Bring agents online who rest or are suspended (${alert.agentIds.length}).`
              : 'Bring agents online.',
        },
};

const heldSlots: Texts = {
  ZH_CN: ({ held, buyers }, pool) => ({
    message: `已结束的会话仍占用${held}个接待位,客服看似空闲,“${pool}”却有${buyers}位买家在排队。`,
    remedy: '自定义更高的最大接待量,或设为不自动挂起。',
  }),
  EN: ({ held, buyers }, pool) => ({
    message: `${held} held: slots of ended sessions are not free yet, so agents look free while buyers queue in the pool ${pool}: ${buyers}.`,
    remedy: 'Set a higher maximum capacity, or no auto-suspend.',
  }),
};

const allSaturated: Texts = {
  ZH_CN: (alert) => ({
    message: `在线客服均已满载${zhHeld(alert)},下一位买家将排队。`,
    remedy: zhMoreRoom(alert),
  }),
  EN: (alert) => ({
    message: `Everybody online is full${enHeld(alert)}: the next buyer will queue.`,
    remedy: enMoreRoom(alert),
  }),
};

const emptyGroup: Texts = {
  ZH_CN: ({ groupName }) => ({ message: `分组“${groupName}”没有可接待的客服。`, remedy: '为该分组添加客服,或取消其绑定。' }),
  EN: ({ groupName }) => ({
    message: `Nobody in the group ${groupName} serves buyers.`,
    remedy: 'Add agents to the group, or take its statuses away.',
  }),
};

const stalePresence: Texts = {
  ZH_CN: ({ agentIds }) => ({
    message: `${agentIds.length}位客服保持在线状态,但已长时间没有心跳。`,
    remedy: '联系该客服;若已离开,请将其设为离线。',
  }),
  EN: ({ agentIds }) => ({
    message: `Agents hold their presence and have not been heard of for long: ${agentIds.length}.`,
    remedy: 'Ask them; set those OFFLINE who are gone.',
  }),
};

const blockedBy: Readonly<Record<StarvationReason, Readonly<Record<Language, string>>>> = {
  WRONG_COUNT: { ZH_CN: '排队人数记录有误', EN: 'the number of those who wait was wrong' },
  WRONG_LOAD: { ZH_CN: '客服的接待数记录有误', EN: 'an agent had another load than sessions' },
  NOT_NOTICED: { ZH_CN: '分配未被及时触发', EN: 'nobody had noticed it' },
  HELD_UP: { ZH_CN: '店铺数据被其他操作占用', EN: 'the shop is held by another operation' },
  NOT_MOVED: { ZH_CN: '原因不明', EN: 'the reason is unknown' },
};

const buyerStarved: Texts = {
  ZH_CN: ({ blockedBy: reason, lasts }, pool) => ({
    message: `“${pool}”有买家在客服有空位时${lasts ? '仍在' : '曾经'}等待:${blockedBy[reason ?? 'NOT_MOVED'].ZH_CN}。`,
    remedy: lasts ? '请手动接入该买家,并联系技术支持。' : '系统已自动修复,无需处理。',
  }),
  EN: ({ blockedBy: reason, lasts }, pool) => ({
    message: `A buyer in the pool ${pool} ${lasts ? 'waits' : 'waited'} although an agent ${lasts ? 'has' : 'had'} room: ${blockedBy[reason ?? 'NOT_MOVED'].EN}.`,
    remedy: lasts ? 'Pull or assign the buyer by hand, and tell those who run the system.' : 'It was put right; nothing is to be done.',
  }),
};

const offersMissed: Texts = {
  ZH_CN: ({ agentIds }) => ({
    message: `${agentIds.length}位客服连续多次未接受接待邀请,已自动转为小休;当班最后一位在线客服除外。`,
    remedy: '联系该客服;回到岗位后请其重新上线,或调整接受邀请的时限。',
  }),
  EN: ({ agentIds }) => ({
    message: `Agents have missed offer after offer: ${agentIds.length}. They were set to REST, unless nobody else of their shift is online.`,
    remedy: 'Ask them; who is back goes ONLINE again. Or give more time to answer.',
  }),
};

const texts: Readonly<Record<AlertView['kind'], Texts>> = {
  BUYER_STARVED: buyerStarved,
  QUEUE_WAITING: queueWaiting,
  HELD_SLOTS_BLOCK: heldSlots,
  ALL_SATURATED: allSaturated,
  EMPTY_GROUP: emptyGroup,
  STALE_PRESENCE: stalePresence,
  OFFERS_MISSED: offersMissed,
};

const textsOf = ({ kind, cause }: AlertView): Texts => (kind === 'QUEUE_WAITING' && cause === 'NOBODY_LEFT' ? nobodyLeft : texts[kind]);

/** An alert in words. The pool of a group is called as the group is. */
export const alertText = (alert: AlertView, language: Language): AlertText =>
  textsOf(alert)[language](alert, alert.groupName ?? poolName(alert.pool ?? '', language));
