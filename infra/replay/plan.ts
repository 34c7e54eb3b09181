import type { Contact } from './contacts';

/** A contact as it will be played. Times are milliseconds of the recorded day, counted from its first contact. */
export interface PlannedContact {
  readonly id: string;
  readonly customer: string | null;
  readonly atMs: number;
  /** How long the caller is ready to wait; null = until served. */
  readonly patienceMs: number | null;
  /** How long the talk lasts once an agent has taken it; 0 for a caller who in the source was never served. */
  readonly serviceMs: number;
}

export interface PlannedAgent {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ReplayPlan {
  readonly date: string;
  /** The instant of the first contact. */
  readonly startsAt: number;
  readonly contacts: readonly PlannedContact[];
  readonly agents: readonly PlannedAgent[];
  /** When nobody arrives, gives up or serves any more. */
  readonly lengthMs: number;
  readonly phantoms: number;
  /** How long people waited in the source, in milliseconds. */
  readonly recordedWaits: { readonly served: readonly number[]; readonly left: readonly number[] };
}

/**
 * What is played of one date: everybody but PHANTOM rows. An agent is there from the beginning of the first to the end of the last contact
 * it served; rows served by an unnamed agent are contacts like others, but make no agent.
 */
export function planReplay(contacts: readonly Contact[], date: string): ReplayPlan {
  const ofDate = contacts.filter((contact) => contact.date === date);
  const played = ofDate.filter((contact) => contact.outcome !== 'PHANTOM').sort(byArrival);
  const [first] = played;
  if (first === undefined) throw new Error(`The file has no contact on ${date}; it holds ${datesOf(contacts)}.`);
  const startsAt = first.arrivedAt;
  const planned = played.map((contact) => plannedContact(contact, startsAt));
  const agents = plannedAgents(played, startsAt);
  return {
    date,
    startsAt,
    contacts: planned,
    agents,
    lengthMs: Math.max(...planned.map((contact) => contact.atMs + (contact.patienceMs ?? 0)), ...agents.map((agent) => agent.toMs)),
    phantoms: ofDate.length - played.length,
    recordedWaits: { served: waitsOf(played, 'AGENT'), left: waitsOf(played, 'HANG') },
  };
}

const byArrival = (a: Contact, b: Contact): number => a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1);

const plannedContact = (contact: Contact, startsAt: number): PlannedContact => ({
  id: contact.id,
  customer: contact.customer,
  atMs: contact.arrivedAt - startsAt,
  patienceMs: contact.outcome === 'HANG' ? contact.queueSeconds * 1_000 : null,
  serviceMs: contact.outcome === 'HANG' ? 0 : contact.serviceSeconds * 1_000,
});

function plannedAgents(played: readonly Contact[], startsAt: number): PlannedAgent[] {
  const agents = new Map<string, PlannedAgent>();
  for (const contact of played) {
    if (contact.agent === null || contact.outcome !== 'AGENT') continue;
    const fromMs = contact.arrivedAt + contact.queueSeconds * 1_000 - startsAt;
    const toMs = fromMs + contact.serviceSeconds * 1_000;
    const known = agents.get(contact.agent);
    agents.set(contact.agent, {
      name: contact.agent,
      fromMs: Math.min(fromMs, known?.fromMs ?? fromMs),
      toMs: Math.max(toMs, known?.toMs ?? toMs),
    });
  }
  return [...agents.values()].sort((a, b) => a.fromMs - b.fromMs || (a.name < b.name ? -1 : 1));
}

const waitsOf = (played: readonly Contact[], outcome: Contact['outcome']): number[] =>
  played.filter((contact) => contact.outcome === outcome).map((contact) => contact.queueSeconds * 1_000);

function datesOf(contacts: readonly Contact[]): string {
  const dates = [...new Set(contacts.map((contact) => contact.date))].sort();
  return dates.length === 0 ? 'none at all' : `${dates[0]} to ${dates.at(-1)}`;
}
