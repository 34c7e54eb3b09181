import type { Needs } from '../../rules/domain/skills';
import { readPool } from '../../queue/domain/pool-key';

/** What a sentence is made of: a decision as it is kept. */
export interface Explained {
  readonly cause: string;
  readonly rule: string;
  readonly pool: string;
  /** The groups that might take the session by then, in the order of overflow. */
  readonly chain?: readonly string[];
  /** Whether the agent has still to accept, or has accepted; absent or null where nobody was asked. */
  readonly offer?: 'MADE' | 'ACCEPTED' | null;
  /** Whether a talk was handed over before a shift's end. */
  readonly isHandedOver?: boolean;
}

export type Language = 'ZH_CN' | 'EN';

type Sentence = Readonly<Record<Language, string>>;

/** By cause; a rule of its own tells more, where there is one. `{agent}` and `{pool}` are filled in. */
const byCause: Readonly<Record<string, Sentence>> = {
  EVEN: { ZH_CN: '按平均分配,{agent}今天接待最少。', EN: '{agent} has had the fewest buyers today: buyers are spread evenly.' },
  RANDOM: { ZH_CN: '随机分配,抽中{agent}。', EN: '{agent} was drawn at random among those who have room.' },
  LOWEST_SATURATION: { ZH_CN: '按饱和度分配,{agent}最空闲。', EN: '{agent} is the least busy for the limit it has.' },
  WEIGHTED: { ZH_CN: '按权重轮流分配,轮到{agent}。', EN: 'It was the turn of {agent}: turns go by weight.' },
  RETURNING: { ZH_CN: '回头客,{agent}是最近联系的客服。', EN: '{agent} talked with this buyer last.' },
  PRIORITY_CROWD: { ZH_CN: '优先接待人群,跳过排队直接分配给{agent}。', EN: 'The buyer’s crowd comes first: past the queue to {agent}.' },
  EXCLUSIVE: { ZH_CN: '{agent}是该买家的专属客服。', EN: '{agent} is this buyer’s exclusive agent.' },
  OFFLINE_LIST: { ZH_CN: '全部客服离线,按离线分流名单分配给{agent}。', EN: 'All agents are offline: {agent} is next on the offline list.' },
  OWNER: { ZH_CN: '由主账号接待。', EN: 'It goes to the main account.' },
  PROXY: { ZH_CN: '没有可接待的客服,由代理账号{agent}接待。', EN: 'Nobody is available: {agent} stands in.' },
  NO_QUEUE: {
    ZH_CN: '未开启排队且没有客服能再接,分配给饱和度最低的{agent}。',
    EN: 'The queue is off and nobody can take one more: {agent} is the least busy.',
  },
  MANUAL: { ZH_CN: '人工指定给{agent}。', EN: 'Somebody gave it to {agent} by hand.' },
  BOT_FIRST: { ZH_CN: '机器人优先接待,转人工后再分配客服。', EN: 'The bot speaks first; a human follows when it hands over.' },
  ALL_AT_CAPACITY: {
    ZH_CN: '在线客服暂时都不能再接,进入“{pool}”排队。',
    EN: 'Nobody online can take one more now: the buyer waits in the pool {pool}.',
  },
  NO_AGENT_ONLINE: { ZH_CN: '没有在线客服,进入“{pool}”排队。', EN: 'Nobody is online: the buyer waits in the pool {pool}.' },
  NOBODY_LEFT: {
    ZH_CN: '在线客服均已拒绝、超时未接或未及时回复,在“{pool}”等待其他客服。',
    EN: 'Everybody online said no, did not answer in time or did not write in time: the buyer waits in the pool {pool} for somebody else.',
  },
  NOBODY_QUALIFIED: {
    ZH_CN: '在线客服都不具备所需的技能或语言,进入“{pool}”排队。',
    EN: 'Nobody online has the skills or the language that are asked for: the buyer waits in the pool {pool}.',
  },
  AT_RATE: {
    ZH_CN: '有空位的在线客服已达到分配频率上限,进入“{pool}”排队。',
    EN: 'Whoever is online and has room has had as many new buyers lately as the shop wants: the buyer waits in the pool {pool}.',
  },
  CHANNEL_FULL: {
    ZH_CN: '有空位的在线客服在该渠道均已满载,进入“{pool}”排队。',
    EN: 'Whoever is online and has room is full for this channel: the buyer waits in the pool {pool}.',
  },
  TOO_FEW_SLOTS: {
    ZH_CN: '在线客服剩余的接待位不足,或已为先到的买家保留,进入“{pool}”排队。',
    EN: 'Nobody online has as many slots left as are needed, or they are kept for a buyer who was there before: the buyer waits in the pool {pool}.',
  },
  SHIFT_ENDS: {
    ZH_CN: '有空位的在线客服班次即将结束,进入“{pool}”排队。',
    EN: 'Whoever is online and has room ends the shift soon: the buyer waits in the pool {pool}.',
  },
  AWAITS_AGENT: {
    ZH_CN: '最近联系的客服按排班很快可以接待,买家先等待该客服。',
    EN: 'The agent who knows the buyer is due by the roster: the buyer waits for that agent first.',
  },
  SHOP_CLOSED: { ZH_CN: '不在接待时间内,转为留言。', EN: 'The shop is closed: the message is kept for the opening.' },
  GROUP_CLOSED: {
    ZH_CN: '“{pool}”对应分组不在接待时间内,转为留言。',
    EN: 'The groups for {pool} are outside their hours: the message is kept for their opening.',
  },
  QUEUE_FULL: { ZH_CN: '“{pool}”排队人数已达上限,转为留言。', EN: 'As many as may wait in the pool {pool} already: the message is kept.' },
  WAITED_TOO_LONG: { ZH_CN: '排队时间已达上限,转为留言。', EN: 'The buyer has waited as long as the shop wants: the message is kept.' },
  UNAVAILABLE: { ZH_CN: '没有可接待的客服,转为留言。', EN: 'Nobody is available: the message is kept.' },
};

const byRule: Readonly<Record<string, Sentence>> = {
  'RTE-1': { ZH_CN: '店铺只有{agent}一位客服参与分流。', EN: '{agent} is the only agent who takes part.' },
  'RTE-7': {
    ZH_CN: '按订单状态“{pool}”分组,分配给组内的{agent}。',
    EN: 'The groups for {pool} take this buyer, and it was the turn of {agent}.',
  },
  'RTE-8': {
    ZH_CN: '“{pool}”对应分组无人在线,分配给其他在线客服{agent}。',
    EN: 'Nobody of the groups for {pool} is online: {agent} helps out.',
  },
  'RTE-9': {
    ZH_CN: '该订单状态未绑定分组,分配给在线客服{agent}。',
    EN: 'No group serves the buyer’s order status: {agent} was next of all.',
  },
  'RTE-12': { ZH_CN: '最近联系的客服不在线,改由{agent}接待。', EN: 'The agent who knows the buyer is not online: {agent} takes over.' },
  'RTE-17': {
    ZH_CN: '“{pool}”对应分组的客服暂时都不能再接,在该组排队。',
    EN: 'Nobody online of the groups for {pool} can take one more now: the buyer waits for them.',
  },
  'RTE-24': {
    ZH_CN: '回头客优先,分配给最近联系的{agent}(不受挂起和满载限制)。',
    EN: 'Returning buyers come first: {agent} knows the buyer, and may be suspended or full.',
  },
  'RTE-28': { ZH_CN: '前面还有买家在排队,先来先接。', EN: 'Others were there before: nobody overtakes.' },
  'RTE-33': {
    ZH_CN: '没有在线且未挂起的客服,转给服务助手。',
    EN: 'Nobody is online who is not suspended: the service assistant takes the message.',
  },
  'RTE-55': {
    ZH_CN: '买家属于“{pool}”对应人群,由该人群的分组接待,分配给{agent}。',
    EN: 'A group is there for the buyer’s crowd, and it was the turn of {agent}.',
  },
  'PRM-5': { ZH_CN: '店铺没有客服账号,由主账号接待。', EN: 'The shop has no agents: the main account takes everything.' },
  'SCH-19': { ZH_CN: '店铺已打烊,排队的买家转为留言。', EN: 'The shop has closed: whoever queued is kept as a message.' },
};

const offers: Readonly<Record<NonNullable<Explained['offer']>, Sentence>> = {
  MADE: { ZH_CN: '已向{agent}发出接待邀请,等待接受。', EN: 'It is offered to {agent}, who has to accept.' },
  ACCEPTED: { ZH_CN: '{agent}已接受邀请。', EN: '{agent} has accepted the offer.' },
};

/** Where the buyer has gone on to other groups. */
const byOverflow: Readonly<Record<string, Sentence>> = {
  'RTE-8': {
    ZH_CN: '“{pool}”对应分组未能及时接待,按溢出顺序{chain}分配给{agent}。',
    EN: 'The groups for {pool} did not take the buyer in time: it went on along {chain}, to {agent}.',
  },
  'RTE-17': {
    ZH_CN: '“{pool}”对应分组未能及时接待,已溢出到{chain},暂时都不能再接,继续排队。',
    EN: 'The groups for {pool} did not take the buyer in time: it went on along {chain}, and nobody there can take one more now.',
  },
};

const handedOver: Sentence = {
  ZH_CN: '原客服班次即将结束,会话已转交。',
  EN: 'The shift of the agent who had it is about to end, so the talk is handed over.',
};

/** Causes that say more than their rule. */
const telling = ['GROUP_CLOSED', 'NOBODY_QUALIFIED', 'AT_RATE', 'CHANNEL_FULL', 'TOO_FEW_SLOTS', 'SHIFT_ENDS'];

const nobody: Sentence = { ZH_CN: '客服', EN: 'an agent' };

/** A decision in one sentence that a supervisor understands; `agent` is the chosen one's name. A cause that is newer than this build is named as it is. */
export function explain(
  { cause, rule, pool, offer, isHandedOver, chain = [] }: Explained,
  agent: string | null,
  language: Language,
): string {
  const goesOn = chain.length > 0 ? byOverflow[rule] : undefined;
  const sentence = (telling.includes(cause) ? undefined : (goesOn ?? byRule[rule])) ?? byCause[cause];
  if (!sentence) return language === 'EN' ? `Decided by ${rule}: ${cause}.` : `依据规则${rule}:${cause}。`;
  const more = [...(offer ? [offers[offer]] : []), ...(isHandedOver ? [handedOver] : [])];
  return [sentence, ...more]
    .map((one) => one[language])
    .join(language === 'EN' ? ' ' : '')
    .replaceAll('{chain}', chain.join(' → '))
    .replaceAll('{agent}', agent ?? nobody[language])
    .replaceAll('{pool}', poolName(pool, language));
}

const poolNames: Readonly<Record<string, Sentence>> = {
  ALL: { ZH_CN: '全部', EN: 'of everybody' },
  NO_ACTIVE_ORDER: { ZH_CN: '无活跃订单', EN: 'NO_ACTIVE_ORDER' },
  UNPAID: { ZH_CN: '已拍未付款', EN: 'UNPAID' },
  PAID_UNSHIPPED: { ZH_CN: '已付款未发货', EN: 'PAID_UNSHIPPED' },
  SHIPPED: { ZH_CN: '已发货', EN: 'SHIPPED' },
  COMPLETED: { ZH_CN: '交易成功', EN: 'COMPLETED' },
  AFTER_SALES: { ZH_CN: '售后流程中', EN: 'AFTER_SALES' },
};

const detailTexts = {
  needs: ({ skills, language }: Needs): Sentence => {
    const all = [...skills.map(({ name, level }) => `${name} ${level}`), ...(language === null ? [] : [language])].join(', ');
    return { ZH_CN: `需要${all}`, EN: `needs ${all}` };
  },
  channel: (name: string): Sentence => ({ ZH_CN: `渠道${name}`, EN: `channel ${name}` }),
  slots: (count: number): Sentence => ({ ZH_CN: `每个会话占${count}个接待位`, EN: `${count} slots each` }),
};

/** What people call a pool. */
export function poolName(pool: string, language: Language): string {
  const { base, channel, slots, needs } = readPool(pool);
  const name = poolNames[base]?.[language] ?? base;
  const details = [
    ...(channel === null ? [] : [detailTexts.channel(channel)]),
    ...(slots === 1 ? [] : [detailTexts.slots(slots)]),
    ...(needs ? [detailTexts.needs(needs)] : []),
  ];
  if (details.length === 0) return name;
  return language === 'EN'
    ? `${name} (${details.map(({ EN }) => EN).join(', ')})`
    : `${name}(${details.map((each) => each.ZH_CN).join(',')})`;
}
