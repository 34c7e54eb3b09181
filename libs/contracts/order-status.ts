import { oneOf } from './one-of';

/** The six order statuses that routing tells apart (RES-1). */
export const orderStatus = oneOf('NO_ACTIVE_ORDER', 'UNPAID', 'PAID_UNSHIPPED', 'SHIPPED', 'COMPLETED', 'AFTER_SALES');
