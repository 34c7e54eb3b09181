import type { SessionFacts, WaitingKind } from '../../queue/domain/waiting-entry';
import type { DecidingSettings } from './route-view';

/** What a decision saw besides its candidates. A field that is absent was null, false, 0 or empty. */
export interface RecordedInputs {
  readonly settings: DecidingSettings;
  readonly open?: boolean | undefined;
  readonly waitingAhead?: boolean | undefined;
  readonly ownerId?: string | undefined;
  readonly hasServiceAccount?: boolean | undefined;
  readonly routable?: number | undefined;
  readonly online?: number | undefined;
  readonly present?: number | undefined;
  readonly omitted?: number | undefined;
  readonly waiting?: WaitingKind | undefined;
  readonly pool?: string | undefined;
  readonly priority?: boolean | undefined;
  readonly facts?: Partial<SessionFacts> | undefined;
  /** The shop's running number of assignments. */
  readonly no?: number | undefined;
  readonly randomNumber?: number | undefined;
}
