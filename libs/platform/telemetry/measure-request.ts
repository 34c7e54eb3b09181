import { count, observe } from './readings';

/** A request has ended: well, or with the error of this code. */
export function measureRequest(outcome: string | undefined, begunAt: number): void {
  count('jiedai_requests_total', { outcome: outcome ?? 'OK' });
  observe('jiedai_request_seconds', {}, (performance.now() - begunAt) / 1_000);
}
