import type { AwaitedAgent, OverLimit, SessionFacts, WaitingKind } from '../../queue/domain/waiting-entry';
import type { RecordedOverride } from './deciding-override';
import type { BlockCause } from './route';
import type { Accepted } from './route-request';
import type { DecidingSettings } from './route-view';

/** What a decision saw besides its candidates. A field that is absent was null, false, 0, empty, or of the settings as usual. */
export interface RecordedInputs {
  readonly settings: Partial<DecidingSettings>;
  /** When it was made, in milliseconds; absent in old records. */
  readonly at?: number | undefined;
  /** The first instant of the date, in milliseconds before `at`. */
  readonly dayMs?: number | undefined;
  readonly open?: boolean | undefined;
  readonly hoursOf?: string | undefined;
  readonly override?: RecordedOverride | undefined;
  readonly waitingAhead?: boolean | undefined;
  readonly awaits?: AwaitedAgent | undefined;
  readonly ownerId?: string | undefined;
  readonly proxyId?: string | undefined;
  readonly crowds?: readonly string[] | undefined;
  readonly hasServiceAccount?: boolean | undefined;
  readonly grouped?: boolean | undefined;
  readonly lent?: boolean | undefined;
  readonly chain?: readonly string[] | undefined;
  readonly routable?: number | undefined;
  readonly online?: number | undefined;
  readonly present?: number | undefined;
  readonly omitted?: number | undefined;
  readonly blocked?: BlockCause | undefined;
  readonly waiting?: WaitingKind | undefined;
  readonly pool?: string | undefined;
  readonly priority?: boolean | undefined;
  readonly facts?: Partial<SessionFacts> | undefined;
  readonly overLimit?: OverLimit | undefined;
  readonly isHandedOver?: boolean | undefined;
  readonly accepted?: Accepted | undefined;
  /** The last instant at which the offer that it makes can be accepted, in milliseconds. */
  readonly offerUntil?: number | undefined;
  /** The shop's running number of assignments. */
  readonly no?: number | undefined;
  readonly randomNumber?: number | undefined;
}
