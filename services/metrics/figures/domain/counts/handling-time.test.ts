import { addedBy, assigned, at, but, closed, ended, message, queued, started, transferred } from '../example-session';

const had = (agents: Readonly<Record<string, Readonly<Record<string, number>>>>, agent: string): unknown => agents[agent]?.['handlingMs'];

it('MET-17 from the assignment to the end, the hold left out: assigned 10:00, ended 10:06, closed 10:26', () => {
  const facts = [started(), assigned(1, 'A'), ended('A', at(6)), but(closed('A'), { closedAt: at(26) })];
  const { shop, agents } = addedBy(facts, at(60));
  expect([shop['handlingMs'], shop['handledSessions'], had(agents, 'A')]).toEqual([360_000, 1, 360_000]);
});

it('MET-17 an agent who still has the session has not handled it', () => {
  expect(addedBy([started(), assigned(1, 'A')], at(60)).shop['handledSessions']).toBeUndefined();
});

it('RES-71 transferred: each agent its own time, the session their sum', () => {
  const facts = [started(), assigned(1, 'A'), but(transferred(2, 'B'), { decidedAt: at(4) }), ended('B', at(10))];
  const { shop, agents } = addedBy(facts, at(60));
  expect([shop['handlingMs'], had(agents, 'A'), had(agents, 'B'), shop['assignments']]).toEqual([600_000, 240_000, 360_000, 2]);
});

it('RES-71 back in the queue ends the time; closed by the system does too', () => {
  const facts = [
    started(),
    assigned(1, 'A'),
    queued(2, at(3)),
    but(assigned(3, 'B'), { decidedAt: at(8) }),
    but(closed('B'), { closedAt: at(9) }),
  ];
  const { agents } = addedBy(facts, at(60));
  expect([had(agents, 'A'), had(agents, 'B')]).toEqual([180_000, 60_000]);
});

it('MET-11 an assignment that met a closed session took nobody any time', () => {
  const facts = [started(), message(1, 'BUYER', at(0)), closed(null), but(assigned(1, 'A'), { decidedAt: at(2) })];
  expect(addedBy(facts, at(60)).agents).toEqual({});
});
