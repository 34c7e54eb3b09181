import type { WaitCause } from '../../decision/domain/route';
import { readPool } from '../../queue/domain/pool-key';
import { enComeOnline, enHeld, enMoreRoom, enSentence, zhComeOnline, zhHeld, zhMoreRoom, type Texts } from './alert-words';
import type { AlertView } from './routing-alerts';

/** Where buyers need something others of those online have not. */
const needsSomething = ({ pool }: AlertView): boolean => pool !== null && readPool(pool).needs !== null;
const zhAble = (alert: AlertView): string => (needsSomething(alert) ? '符合要求的' : '');
const enAble = (alert: AlertView): string => (needsSomething(alert) ? 'who can what they need ' : '');

/** Why buyers queue, and what helps. */
export const queueTexts: Readonly<Record<WaitCause, Texts>> = {
  ALL_AT_CAPACITY: {
    ZH_CN: (alert) => ({ message: `${zhAble(alert)}在线客服均已满载${zhHeld(alert)}`, remedy: zhMoreRoom(alert) }),
    EN: (alert) => ({ message: `Everybody online ${enAble(alert)}is full${enHeld(alert)}`, remedy: enMoreRoom(alert) }),
  },
  NO_AGENT_ONLINE: {
    ZH_CN: (alert) => ({ message: '没有客服在线', remedy: `${zhComeOnline(alert, '请客服上线')}。` }),
    EN: (alert) => ({ message: 'Nobody is online', remedy: enSentence(`${enComeOnline(alert, 'bring agents online')}.`) }),
  },
  NOBODY_LEFT: {
    ZH_CN: (alert) => ({
      message: '在线客服均已拒绝、超时未接或未及时回复',
      remedy: `${zhComeOnline(alert, '请其他客服上线')},或人工指定客服。`,
    }),
    EN: (alert) => ({
      message: 'Everybody online said no, did not answer in time or did not write in time',
      remedy: enSentence(`${enComeOnline(alert, 'bring other agents online')}, or assign these buyers by hand.`),
    }),
  },
  AWAITS_AGENT: {
    ZH_CN: () => ({ message: '等待最近联系的客服', remedy: '无需处理;超过设定时间后将由其他客服接待。' }),
    EN: () => ({
      message: 'They wait for the agent they know',
      remedy: 'Nothing is to be done: others take them once the time that the shop has set is over.',
    }),
  },
  NOBODY_QUALIFIED: {
    ZH_CN: (alert) => ({
      message: '在线客服都不具备所需的技能、等级或语言',
      remedy: `${zhComeOnline(alert, '请具备该技能的客服上线')},为在线客服补充技能,放宽技能要求的等待时间,或人工指定客服。`,
    }),
    EN: (alert) => ({
      message: 'Nobody online has the skills, the level or the language that they need',
      remedy: enSentence(
        `${enComeOnline(alert, 'bring agents online who have them')}, give them to agents, let the rings ask less sooner, or assign these buyers by hand.`,
      ),
    }),
  },
  AT_RATE: {
    ZH_CN: (alert) => ({
      message: '有空位的在线客服已达到分配频率上限',
      remedy: `稍后会自动分配;如需更快,请调高或关闭分配频率上限${alert.agentIds.length > 0 ? `,或${zhComeOnline(alert, '')}` : ''}。`,
    }),
    EN: (alert) => ({
      message: 'Whoever is online and has room has had as many new buyers lately as the shop wants',
      remedy: `They are assigned as soon as the rate allows it; to be faster, raise the assignment rate or switch it off${alert.agentIds.length > 0 ? `, or ${enComeOnline(alert, '')}` : ''}.`,
    }),
  },
  CHANNEL_FULL: {
    ZH_CN: (alert) => ({
      message: '有空位的在线客服在该渠道均已满载',
      remedy: `提高该渠道的接待上限${alert.agentIds.length > 0 ? `,${zhComeOnline(alert, '')}` : ''},或结束该渠道已完成的会话。`,
    }),
    EN: (alert) => ({
      message: 'Whoever is online and has room is full for their channel',
      remedy: `Raise the limit of the channel${alert.agentIds.length > 0 ? `, ${enComeOnline(alert, '')}` : ''}, or end its sessions that are finished.`,
    }),
  },
  TOO_FEW_SLOTS: {
    ZH_CN: (alert) => ({
      message: `在线客服剩余的接待位不足,或已为先到的买家保留${zhHeld(alert)}`,
      remedy: `减少此类会话占用的接待位;${zhMoreRoom(alert)}`,
    }),
    EN: (alert) => ({
      message: `Nobody online has as many slots left as they take, or these are kept for who was there before${enHeld(alert)}`,
      remedy: `Let such sessions take fewer slots. ${enMoreRoom(alert)}`,
    }),
  },
  SHIFT_ENDS: {
    ZH_CN: (alert) => ({
      message: '有空位的在线客服班次即将结束',
      remedy: `${zhComeOnline(alert, '请下一班客服上线')},缩短班次结束前的交接时间,或人工指定客服。`,
    }),
    EN: (alert) => ({
      message: 'Whoever is online and has room ends the shift soon',
      remedy: enSentence(
        `${enComeOnline(alert, 'bring the next shift online')}, hand talks over later before a shift ends, or assign these buyers by hand.`,
      ),
    }),
  },
};
