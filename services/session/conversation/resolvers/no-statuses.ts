import { AppError } from '#libs/platform/errors';

export const noStatuses = new AppError('BAD_USER_INPUT', 'orderStatuses is empty, so no session could be listed.', {
  field: 'orderStatuses',
  expected: 'at least one status, or none named for sessions of any',
});
