import { textParts } from './text-parts';

const links = (text: string) => textParts(text).flatMap((part) => (part.kind === 'LINK' ? [part.href] : []));
const whole = (text: string) =>
  textParts(text)
    .map((part) => part.text)
    .join('');

it.each([
  ['看看 https://shop.example/a?b=1。谢谢', ['https://shop.example/a?b=1']],
  ['(http://a.example/x).', ['http://a.example/x']],
  ['javascript:alert(1) data:text/html,x file:///etc/passwd', []],
  ['<a href="https://a.example">x</a>', ['https://a.example/']],
  ['no address', []],
  ['', []],
])('%j has the links %j, and loses no character', (text, expected) => {
  expect(links(text)).toEqual(expected);
  expect(whole(text)).toBe(text);
});
