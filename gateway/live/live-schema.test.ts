import { parse } from 'graphql';
import { undescribed } from '#libs/platform/graphql/undescribed';
import { readLiveSchema } from './live-schema';

it('everything that can be watched is described', () => {
  expect(undescribed(parse(readLiveSchema()))).toEqual([]);
});
