import type { OrderPage } from '../app/read-orders';
import type { Order } from '../domain/order';
import type { StatusMapping } from '../store/status-mappings';

export type OrderParent = Order;
export type OrderConnectionParent = OrderPage;
export type StatusMappingParent = StatusMapping;
