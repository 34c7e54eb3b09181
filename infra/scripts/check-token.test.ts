import { checkToken } from './check-token';

const shop = '018f3c1e-0000-7000-8000-000000000001';
const failing =
  (code: string, message = 'No.') =>
  () =>
    Promise.resolve({ status: 200, data: null, errors: [{ message, extensions: { code } }] });

describe('a token is checked by asking with it', () => {
  test('one whose shop answers is right', async () => {
    const ask = () => Promise.resolve({ status: 200, data: { viewer: { shop: { name: 'Lamps' } } }, errors: [] });
    await expect(checkToken({ shop }, ask)).resolves.toBeUndefined();
  });

  test('an operator’s has no shop, so nothing is asked', async () => {
    await expect(checkToken({}, () => Promise.reject(new Error('asked')))).resolves.toBeUndefined();
  });

  test.each([
    ['a shop', 'SHOP_NOT_FOUND', `has no shop ${shop}.`],
    ['an account', 'UNAUTHENTICATED', `has no shop ${shop} with an account a1`],
    ['an active account', 'FORBIDDEN', 'would refuse this token: No.'],
  ])('one that names no %s of the system is not made', async (_what, code, sentence) => {
    await expect(checkToken({ shop, account: 'a1' }, failing(code))).rejects.toThrow(sentence);
  });

  test('what cannot be found out is said', async () => {
    await expect(checkToken({ shop }, failing('SERVICE_UNAVAILABLE', 'Later.'))).resolves.toContain('not checked');
    await expect(checkToken({ shop }, () => Promise.reject(new Error('connect ECONNREFUSED')))).resolves.toContain('ECONNREFUSED');
  });
});
