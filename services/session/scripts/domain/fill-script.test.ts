import { fillScript, type Facts } from './fill-script';

const nothing: Facts = {
  agentName: null,
  buyerName: null,
  productName: null,
  productDescription: null,
  orderId: null,
  receptionHours: null,
  nextOpening: null,
};

it('KB-19 PRM-8 variables are filled in, under any of their names', () => {
  expect(fillScript('我是您的售后客服{agentName},订单{订单号}', { ...nothing, agentName: '小雨', orderId: 'o1' })).toBe(
    '我是您的售后客服小雨,订单o1',
  );
});

it('KB-19 a variable that is not known keeps the script from being sent, and is named', () => {
  expect(fillScript('{agentName}: {productName}', { ...nothing, agentName: 'A' })).toMatchObject({
    code: 'MISSING_VARIABLE',
    field: 'productName',
    expected: expect.stringContaining('{productName}'),
  });
  expect(fillScript('您好', nothing)).toBe('您好');
});

it('what a value says is never filled in again, and a message does not become too long', () => {
  expect(fillScript('{buyerName}', { ...nothing, buyerName: '{agentName}$&' })).toBe('{agentName}$&');
  const long = { ...nothing, productDescription: '😀'.repeat(1_000) };
  expect(fillScript('{productDescription}'.repeat(5), long)).toHaveLength(10_000);
  expect(fillScript('{productDescription}'.repeat(6), long)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'text' });
});
