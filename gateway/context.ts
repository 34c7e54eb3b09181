import type { Positions } from '#libs/contracts/index';
import type { Bearer, Caller } from '#libs/platform/access/caller';
import type { CalledFrom } from '#libs/platform/graphql/called-from';
import type { Ending } from '#libs/platform/graphql/errors-of-requests';
import type { Charge } from './caller-budgets';
import type { Heard } from './heard';

/** What goes along with one client request. */
export interface GatewayContext {
  readonly caller: Caller;
  readonly callerName: string;
  /** What a query of our own counts as, whatever it asks for; without it that is counted, and bounded. */
  readonly readCost?: number;
  /** Takes what the request costs from the caller's budgets; without it nothing is taken. */
  readonly charge?: Charge;
  readonly passport: string;
  readonly traceparent: string;
  /** Where the client called from; services write it into audit lines. */
  readonly calledFrom?: CalledFrom;
  /** How the request ends; without it nobody wants to know. */
  readonly ending?: Ending;
  /** Until when (`performance.now()`) subgraphs may take their time, all of them together. */
  readonly answerBy: number;
  /** Until when (`performance.now()`) services may wait for routing's outcome, where a mutation asks its session's `routing` to wait. */
  routedBy?: number;
  /** A buyer's message whose answer waits for routing: what routing has decided then tells that it knows the message. */
  firstRouting?: boolean;
  /** How far services must have heard of each other before they answer; whoever does not consume a stream waits for nothing. */
  readonly atLeast?: Positions | undefined;
  /** Whether services are to say how far their streams of the shop are. */
  readonly tellPositions?: true;
  /** What services said beside their answers. */
  readonly heard?: Heard;
  /** Hears of every mutation that was sent to a service; `isCertain` when the service has answered. */
  readonly onMutation?: (service: string, isCertain: boolean) => void;
}

/** Under which name limits per caller count. */
export const nameOf = ({ shop, account, subject, login }: Bearer): string => `${login?.issuer ?? shop}/${account ?? subject}`;

/** A client has its answer within 5 s, whatever happens behind. */
export const requestLimitMs = 4_500;
