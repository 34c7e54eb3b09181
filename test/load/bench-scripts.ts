import { exampleLibrary } from '#services/session/scripts/domain/search/example-library';

export interface BenchScript {
  readonly tier: 'PUBLIC' | 'DEPARTMENT' | 'PERSONAL';
  readonly title: string;
  readonly text: string;
  readonly keyword: string;
  readonly position: number;
}

const products = ['台灯', '保温杯', '连衣裙', '运动鞋', '耳机', '充电宝', '行李箱', '床单', '电饭煲', '面膜', '羽绒服', '书包'];
const ways = ['新款', '大促', '老客户', '预售', '夏季', '门店', '团购', '直播间', '礼盒', '二手'];

/** Scripts such as shops have, each a variation of one of the example library: the same words stand in thousands of them. */
export const manyScripts = (from: number, scripts: number): BenchScript[] =>
  Array.from({ length: scripts }, (_, index) => {
    const position = from + index;
    const [, title, keywords, text] = exampleLibrary[position % exampleLibrary.length]!;
    const [, other, , more] = exampleLibrary[(position * 7 + 3) % exampleLibrary.length]!;
    const product = products[Math.floor(position / exampleLibrary.length) % products.length]!;
    const way = ways[Math.floor(position / 97) % ways.length]!;
    return {
      tier: position % 10 === 0 ? 'PERSONAL' : position % 10 < 3 ? 'DEPARTMENT' : 'PUBLIC',
      title: `${way}${product}${title}${position}`,
      text: `${text}${product}${other}:${more}`,
      keyword: keywords.split(' ')[0] ?? way,
      position,
    };
  });
