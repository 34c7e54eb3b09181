/** What buyers of the demo shop are answered while it is closed. */
export const demoFaq = [
  {
    question: '多久发货?',
    keywords: ['发货', '什么时候寄', 'when do you ship', 'shipping time'],
    answer: '付款后48小时内发货。客服接待时间:{具体接待时间}。',
    position: 1,
  },
  {
    question: '怎么退货?',
    keywords: ['退货', '退换', '7天无理由', 'return policy'],
    answer: '签收后7天内,不影响二次销售即可退货。请先留言,我们{下次接待时间}起为您处理。',
    position: 2,
  },
  {
    question: '这款商品怎么样?',
    keywords: ['介绍一下', '什么材质', 'tell me about'],
    answer: '{商品名称}:{商品介绍}。',
    position: 3,
  },
] as const;
