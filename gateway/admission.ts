import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Bearer } from '#libs/platform/access/caller';
import { onScrape } from '#libs/platform/telemetry/readings';
import type { Browsers } from './browser/open-browsers';
import type { ClientAddresses } from './client-addresses';
import { nameOf } from './context';
import type { Identity } from './identity';
import { limits } from './limits';
import { Slots } from './slots';
import type { Strangers } from './strangers';

export interface AdmissionOptions {
  readonly identity: Identity;
  /** Sessions of browsers; without them callers show tokens. */
  readonly browsers?: Browsers | undefined;
  readonly strangers: Strangers;
  readonly addresses: ClientAddresses;
  readonly slots?: Slots;
}

type Admitted = <T>(
  request: IncomingMessage,
  response: ServerResponse,
  work: (bearer: Bearer, bearerNow: () => Promise<Bearer>) => Promise<T>,
) => Promise<T>;

/** Who calls, then a slot, then the body, then what the caller may: nobody without a name holds a slot or has a body read. */
export function admission(options: AdmissionOptions): Admitted {
  const { identity, browsers, strangers, addresses, slots = new Slots(limits.inFlight, limits.inFlightPerCaller) } = options;
  onScrape('jiedai_slots_taken', () => [{ labels: {}, value: slots.inUse }]);
  return async (request, response, work) => {
    const { authorization } = request.headers;
    const session = browsers?.sessions.shownIn(request);
    const bearerNow = () =>
      browsers && session !== undefined ? browsers.sessions.bearerOf(request, response) : identity.bearerOf(authorization);
    const bearer = await strangers.admit(addresses.of(request), session ?? authorization, bearerNow);
    const giveBack = slots.take(nameOf(bearer));
    try {
      return await work(bearer, bearerNow);
    } finally {
      giveBack();
    }
  };
}
