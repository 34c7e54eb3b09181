import type { Preset } from '#libs/contracts/index';
import type { Language } from '#libs/calendar/index';

interface PresetText {
  readonly question: string;
  readonly keywords: readonly string[];
  readonly answer: string;
}

/** A common question with a reply to begin with (KB-6). A shop that takes it over has a copy of its own. */
export interface FaqPreset {
  readonly key: string;
  /** Absent: on every platform. */
  readonly platforms?: readonly Preset[];
  readonly texts: Readonly<Record<Language, PresetText>>;
}

const text = (question: string, keywords: readonly string[], answer: string): PresetText => ({ question, keywords, answer });

/* Data: a preset more is an entry more; a key is never used for another question. Each reply is definite (KB-7). */
export const faqPresets: readonly FaqPreset[] = [
  {
    key: 'shipping-time',
    texts: {
      zh: text(
        '什么时候发货?',
        ['多久发货', '几天发货', '发货时间', '何时发货', '发货了吗'],
        '现货订单付款后48小时内发出,发货后您会收到物流单号。',
      ),
      en: text(
        'When will my order ship?',
        ['shipping time', 'when do you ship', 'ship out', 'dispatch'],
        'Orders in stock leave our warehouse within 48 hours of payment. You receive the tracking number when the parcel leaves.',
      ),
    },
  },
  {
    key: 'carrier',
    texts: {
      zh: text(
        '发什么快递?',
        ['什么快递', '哪家快递', '快递公司', '发顺丰'],
        '默认发中通快递,西藏、新疆发邮政。需要顺丰请在下单时备注,运费差价由买家承担。',
      ),
      en: text(
        'Which carrier do you use?',
        ['carrier', 'courier', 'which express'],
        'We ship with the carrier shown at checkout. The tracking number in your order details leads to its website.',
      ),
    },
  },
  {
    key: 'delivery-days',
    texts: {
      zh: text('几天能到?', ['多久到', '几天到', '多长时间到货', '到货时间'], '发货后省内1至2天、省外2至4天送达,偏远地区5至7天。'),
      en: text(
        'How long does delivery take?',
        ['how long to arrive', 'delivery time', 'when will it arrive'],
        'Delivery takes 2 to 4 days after the parcel leaves, 5 to 7 days in remote areas.',
      ),
    },
  },
  {
    key: 'returns',
    platforms: ['TAOBAO', 'KUAISHOU', 'DOUYIN', 'WECHAT_SHOP'],
    texts: {
      zh: text(
        '可以退货吗?',
        ['退货', '退换', '七天无理由', '7天无理由', '怎么退', '能退吗'],
        '支持签收后7天内无理由退货,商品未使用、吊牌和包装完好即可。请在订单页点击“申请售后”,审核通过后按页面地址寄回。',
      ),
      en: text(
        'Can I return my order?',
        ['return', 'refund', 'send back'],
        'You can return unused goods with tags and packaging within 7 days of delivery. Open the order and choose “after-sales” to apply.',
      ),
    },
  },
  {
    key: 'returns-tiktok',
    platforms: ['TIKTOK_SHOP'],
    texts: {
      zh: text(
        '可以退货吗?',
        ['退货', '退换', '退款', '怎么退'],
        '支持签收后30天内退货,商品未使用且包装完好即可。请在订单详情点击“退货/退款”提交申请。',
      ),
      en: text(
        'Can I return my order?',
        ['return', 'refund', 'send back'],
        'You can return unused goods in their packaging within 30 days of delivery. Open the order and choose “Return/refund” to apply.',
      ),
    },
  },
  {
    key: 'return-postage',
    platforms: ['TAOBAO', 'KUAISHOU', 'DOUYIN', 'WECHAT_SHOP'],
    texts: {
      zh: text(
        '退货运费谁承担?',
        ['退货运费', '运费险', '运费谁出', '邮费谁出'],
        '质量问题由我们承担运费;其他原因由买家承担,订单含运费险的由保险赔付。',
      ),
      en: text(
        'Who pays the return postage?',
        ['return postage', 'return shipping', 'shipping insurance'],
        'We pay the postage when the goods are faulty. Otherwise the buyer pays it, or the shipping insurance if the order has one.',
      ),
    },
  },
  {
    key: 'size',
    texts: {
      zh: text(
        '怎么选尺码?',
        ['尺码', '多大码', '穿多大', '偏大', '偏小', '尺寸'],
        '请按商品详情页的尺码表选择。把身高、体重发给我们,客服会告诉您适合的尺码。',
      ),
      en: text(
        'Which size fits me?',
        ['size', 'sizing', 'too small', 'too large'],
        'Please choose by the size chart in the product description. Send us your height and weight and an agent names the size that fits.',
      ),
    },
  },
  {
    key: 'gift',
    texts: {
      zh: text('有赠品吗?', ['赠品', '送什么', '有没有礼物', '小礼品'], '有赠品的商品会在详情页标明,未标明的没有赠品。'),
      en: text(
        'Is there a free gift?',
        ['free gift', 'gift', 'freebie'],
        'Products with a free gift say so in their description; the others come without one.',
      ),
    },
  },
  {
    key: 'invoice',
    texts: {
      zh: text(
        '可以开发票吗?',
        ['发票', '开票', '电子发票', '专票'],
        '可以开电子发票。确认收货后在订单页点击“申请开票”,1个工作日内发到您的邮箱。',
      ),
      en: text(
        'Can I get an invoice?',
        ['invoice', 'receipt', 'vat'],
        'Yes. Ask for it in the order details after delivery; it reaches your e-mail address within 1 working day.',
      ),
    },
  },
  {
    key: 'authentic',
    texts: {
      zh: text('是正品吗?', ['正品', '真的假的', '保真', '假一赔', '品牌'], '店铺所有商品均为正品,支持专柜验货,假一赔三。'),
      en: text(
        'Is it authentic?',
        ['authentic', 'genuine', 'original', 'brand'],
        'All goods in this shop are genuine and come from the brand or its official distributor.',
      ),
    },
  },
  {
    key: 'price-protection',
    platforms: ['TAOBAO', 'KUAISHOU', 'DOUYIN', 'WECHAT_SHOP'],
    texts: {
      zh: text('降价了能补差价吗?', ['差价', '价保', '保价', '降价'], '支持15天价保:付款后15天内本店同款降价,可在订单页申请退还差价。'),
      en: text(
        'Do you refund a price difference?',
        ['price difference', 'price protection', 'cheaper now'],
        'If the same product gets cheaper in our shop within 15 days of payment, we refund the difference: apply in the order details.',
      ),
    },
  },
  {
    key: 'change-address',
    texts: {
      zh: text(
        '可以改地址吗?',
        ['改地址', '地址写错', '换地址', '修改收货'],
        '未发货的订单可以在订单页自行修改地址;已发货的请联系快递改派。',
      ),
      en: text(
        'Can I change the address?',
        ['change address', 'wrong address', 'change my address'],
        'Before the parcel leaves you can change the address in the order details. Afterwards please ask the carrier to redirect it.',
      ),
    },
  },
  {
    key: 'live-price',
    platforms: ['KUAISHOU', 'DOUYIN'],
    texts: {
      zh: text(
        '直播间的优惠还有吗?',
        ['直播间价格', '直播优惠', '直播间便宜', '直播价'],
        '直播间优惠只在直播期间有效,下播后恢复日常价;开播时间见店铺首页预告。',
      ),
      en: text(
        'Is the price of the live show still valid?',
        ['live price', 'livestream price', 'live show'],
        'Prices of a live show are valid during the show only. The next show is announced on our shop page.',
      ),
    },
  },
];

/** The presets of a platform. */
export const presetsOf = (platform: Preset | null): readonly FaqPreset[] =>
  faqPresets.filter(({ platforms }) => !platforms || (platform !== null && platforms.includes(platform)));
