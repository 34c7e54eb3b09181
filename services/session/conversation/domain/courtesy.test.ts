import { isCourtesy } from './courtesy';

const said = (text: string | null, type: 'TEXT' | 'IMAGE' | 'EMOJI' = 'TEXT') => isCourtesy({ type, text });

describe('RES-88 courtesy', () => {
  test.each([
    '谢谢',
    '谢谢你！',
    '好的，谢谢～',
    '嗯嗯',
    '收到啦',
    '辛苦了',
    '非常感谢😊',
    '👍🏻',
    'OK',
    'ok, thanks!',
    'Thank you so much',
    '拜拜👋',
  ])('%s is nothing but courtesy', (text) => expect(said(text)).toBe(true));

  test('a sticker is, whatever it is called', () => expect(said(null, 'EMOJI')).toBe(true));

  test.each([
    '你好',
    '谢谢，什么时候发货',
    '好的那退款呢',
    'ok?',
    '好吗？',
    '1',
    '……',
    'thanks, where is my parcel',
    'hi',
    '😊 在吗',
    '不行',
  ])('%s asks for something', (text) => expect(said(text)).toBe(false));

  test('an image is never', () => expect([said('谢谢', 'IMAGE'), said(null, 'IMAGE')]).toEqual([false, false]));
});
