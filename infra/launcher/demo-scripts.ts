/** The demo shop's categories of scripts, of level 1 with those of level 2. */
export const demoCategories = [
  { name: '售前', below: [] },
  { name: '物流', below: [] },
  { name: '售后', below: ['退换货', '退款'] },
] as const;

/** What its agents send with one click; the first five searches of a newcomer find something: fahuo, fh, 退货运费, size, 你好. */
export const demoScripts = [
  { category: '售前', title: '欢迎语', keywords: ['你好', '在吗'], text: '您好,我是{客服昵称},请问有什么可以帮您?' },
  { category: '售前', title: '尺码推荐', keywords: ['身高', '体重', 'size'], text: '请告诉我您的身高和体重,我为您推荐合适的尺码。' },
  { category: '售前', title: '有赠品吗', keywords: ['赠品', '礼物'], text: '现在购买送精美礼袋一个,随商品一起寄出。' },
  { category: '物流', title: '多久发货', keywords: ['什么时候发'], text: '您好,付款后48小时内发货,请放心。' },
  { category: '物流', title: '修改收货地址', keywords: ['换地址'], text: '未发货的订单可以修改收货地址,请把新地址发给我。' },
  { category: '退换货', title: '退货的运费谁承担', keywords: ['运费险'], text: '质量问题退货运费由我们承担,个人原因由买家承担。' },
  { category: '退换货', title: '七天无理由退货', keywords: ['不喜欢'], text: '签收后七天内,不影响二次销售的商品支持无理由退货。' },
  { category: '退款', title: '退款多久到账', keywords: ['钱什么时候退'], text: '订单{订单号}的退款审核通过后,一到三个工作日原路退回。' },
  { category: '售后', title: '结束语', keywords: ['再见'], text: '感谢您的咨询,以后遇到任何问题,欢迎随时联系我们。' },
] as const;
