import { poolName, type Language } from '../../decision/domain/explain';
import type { StarvationReason } from '../../starvation/domain/starvation-reason';
import { enComeOnline, enHeld, enMoreRoom, enSentence, zhComeOnline, zhHeld, zhMoreRoom, type AlertText, type Texts } from './alert-words';
import { queueTexts } from './queue-texts';
import type { AlertView } from './routing-alerts';

const queueWaiting: Texts = {
  ZH_CN: (alert, pool) => {
    const { message, remedy } = queueTexts[alert.cause ?? 'ALL_AT_CAPACITY'].ZH_CN(alert, pool);
    return { message: `“${pool}”有${alert.buyers}位买家在排队:${message}。`, remedy };
  },
  EN: (alert, pool) => {
    const { message, remedy } = queueTexts[alert.cause ?? 'ALL_AT_CAPACITY'].EN(alert, pool);
    return { message: `Buyers queue in the pool ${pool}: ${alert.buyers}. ${message}.`, remedy };
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

const nobodyOnline: Texts = {
  ZH_CN: (alert) => ({ message: '接待时间内没有客服在线。', remedy: `${zhComeOnline(alert, '请客服上线')},或调整接待时间。` }),
  EN: (alert) => ({
    message: 'Nobody is online although the shop receives buyers.',
    remedy: enSentence(`${enComeOnline(alert, 'bring agents online')}, or change the reception hours.`),
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
  NOBODY_ONLINE: nobodyOnline,
  EMPTY_GROUP: emptyGroup,
  STALE_PRESENCE: stalePresence,
  OFFERS_MISSED: offersMissed,
};

/** An alert in words. The pool of a group is called as the group is. */
export const alertText = (alert: AlertView, language: Language): AlertText =>
  texts[alert.kind][language](alert, alert.groupName ?? poolName(alert.pool ?? '', language));
