import { AppError, serviceUnavailable } from '../errors';
import { breaksConnection, databaseFault, passesByItself } from './database-fault';

const coded = (code: string, message = 'no', severity = 'ERROR'): Error => Object.assign(new Error(message), { code, severity });

it.each([
  ['a deadlock', '40P01', 'contention'],
  ['a serialization failure', '40001', 'contention'],
  ['a lock that was waited for too long', '55P03', 'held'],
  ['a statement that took too long', '57014', 'slow'],
  ['a server that shuts down', '57P01', 'unavailable'],
  ['too many connections', '53300', 'unavailable'],
  ['a full disk', '53100', 'unavailable'],
  ['no memory', '53200', 'unavailable'],
  ['an error of the disk', '58030', 'unavailable'],
  ['a read-only database', '25006', 'unavailable'],
  ['a transaction that idled', '25P03', 'unavailable'],
  ['a lost connection', '08006', 'unavailable'],
  ['a refused connection', 'ECONNREFUSED', 'unavailable'],
])('%s (%s) passes by itself: %s', (_, code, fault) => {
  expect([databaseFault(coded(code)), passesByItself(coded(code))]).toEqual([fault, true]);
});

it.each([
  ['a value of the wrong form', '22P02'],
  ['a broken rule', '23505'],
  ['a statement that is wrong', '42601'],
  ['a statement behind one that has failed', '25P02'],
])('%s (%s) is what the work itself causes', (_, code) => {
  expect(passesByItself(coded(code))).toBe(false);
});

it.each([
  [new Error('Connection terminated unexpectedly'), 'unavailable'],
  [new Error('timeout exceeded when trying to connect'), 'unavailable'],
  [new Error('Query read timeout'), 'slow'],
  [serviceUnavailable('The database', coded('55P03')), 'held'],
  [serviceUnavailable('The database'), 'unavailable'],
  [coded('0A000', 'cached plan must not change result type'), 'contention'],
  [coded('0A000'), undefined],
  [new AppError('FORBIDDEN', 'no'), undefined],
  [new TypeError('a bug'), undefined],
  ['a text', undefined],
])('%s: %s', (error, fault) => {
  expect(databaseFault(error)).toBe(fault);
});

it.each([
  [coded('57P01', 'terminated', 'FATAL'), true],
  [coded('ECONNRESET'), true],
  [new Error('Query read timeout'), true],
  [coded('0A000', 'cached plan must not change result type'), true],
  [coded('55P03'), false],
  [coded('53100'), false],
  [new TypeError('a bug'), false],
])('%s: the connection is of no more use: %s', (error, broken) => {
  expect(breaksConnection(error)).toBe(broken);
});
