import { wrongText } from './required-parts';

test('CARE-7 an SMS names the shop', () => {
  expect(wrongText('SMS', '春节快乐 退订回T', 'S店')).toMatchObject({ code: 'SENDER_MISSING', expected: '【S店】 in the text' });
  expect(wrongText('SMS', '【T店】春节快乐 退订回T', 'S店')).toMatchObject({ code: 'SENDER_MISSING' });
  expect(wrongText('SMS', '【S店】春节快乐 退订回T', 'S店')).toBeNull();
  expect(wrongText('SMS', '【S店】春节快乐 退订回T', null)).toBeNull();
  expect(wrongText('CHANNEL', '春节快乐', 'S店')).toBeNull();
});

test('CARE-10 an SMS says how to have no more of it', () => {
  expect(wrongText('SMS', '【S店】春节快乐', 'S店')).toMatchObject({ code: 'OPT_OUT_MISSING' });
  expect(wrongText('SMS', '【S店】Happy new year. Reply STOP to opt out', 'S店')).toBeNull();
});
