import type { SessionFacts, WaitingKind } from '../../queue/domain/waiting-entry';
import type { DecidingSettings } from './route-view';

/** What a decision saw besides its candidates. A field that is absent was null, false, 0 or empty. */
export interface RecordedInputs {
  readonly settings: DecidingSettings;
  readonly open?: boolean;
  readonly waitingAhead?: boolean;
  readonly ownerId?: string;
  readonly hasServiceAccount?: boolean;
  readonly routable?: number;
  readonly online?: number;
  readonly present?: number;
  readonly omitted?: number;
  readonly waiting?: WaitingKind;
  readonly pool?: string;
  readonly priority?: boolean;
  readonly facts?: Partial<SessionFacts>;
  /** The shop's running number of assignments. */
  readonly no?: number;
  readonly randomNumber?: number;
}
