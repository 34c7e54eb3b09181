import { AppError } from '#libs/platform/errors';

/** A position of another shop answers like an unknown one (INV-6). */
export const positionNotFound = (): AppError =>
  new AppError('POSITION_NOT_FOUND', 'No such position in this shop.', {
    field: 'positionId',
    expected: 'the id of a position of this shop',
  });
