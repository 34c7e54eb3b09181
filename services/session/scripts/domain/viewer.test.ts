import { agentA, agentB, aScript, manager } from './example-script';
import { expectWriter, sees, seesOffered } from './viewer';

const ofA = aScript('p', { tier: 'PERSONAL', ownerId: 'A' });
const ofSales = aScript('d', { tier: 'DEPARTMENT', department: 'sales' });
const ofAll = aScript('s');

it.each([
  ['A', agentA, [ofA, ofSales, ofAll]],
  ['B, who is in no department', agentB, [ofAll]],
  ['a manager', manager, [ofSales, ofAll]],
])('PRM-12 KB-13 %s sees what is public, of its department and its own', (_who, viewer, seen) => {
  expect([ofA, ofSales, ofAll].filter((script) => sees(viewer, script))).toEqual(seen);
});

it('KB-23 who keeps the team’s scripts sees a personal one once its owner offers it, others do not', () => {
  const offered = { ...ofA, offered: true };
  expect([manager, agentB, agentA].map((viewer) => seesOffered(viewer, offered))).toEqual([true, false, true]);
  expect(seesOffered(manager, ofA)).toBe(false);
});

it('KB-13 agents write their own scripts, managers those of the team, and nobody another’s', () => {
  const refused = expect.objectContaining({ code: 'FORBIDDEN', field: 'tier' });
  expect([ofA, ofSales, ofAll].map((script) => expectWriter(agentA, script))).toEqual([true, refused, refused]);
  expect([ofA, ofSales, ofAll].map((script) => expectWriter(manager, script))).toEqual([refused, true, true]);
});
