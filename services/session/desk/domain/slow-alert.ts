/** The answers that agents of a shop owe longer than it allows, all together (SES-22). */
export interface SlowShop {
  readonly buyers: number;
  readonly agentIds: readonly string[];
  /** Since when the first of them is slow. */
  readonly since: Date;
}

/** What managers are told, in one sentence each. */
export const slowAlertWords = ({ buyers, agentIds }: SlowShop, seconds: number) => ({
  message: {
    ZH_CN: `有${buyers}位买家等待回复超过${seconds}秒,涉及${agentIds.length}位客服。`,
    EN: `Buyers wait for an answer for more than ${seconds} s: ${buyers}, with so many agents: ${agentIds.length}.`,
  },
  remedy: {
    ZH_CN: '提醒这些客服优先回复等待最久的买家,或将会话转给有空的客服。',
    EN: 'Ask these agents to answer first who waits longest, or transfer sessions to somebody who has time.',
  },
});
