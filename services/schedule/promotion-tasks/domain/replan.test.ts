import { exampleProduct, examplePromotion } from '../../promotions/domain/example-promotion';
import { openTasks, people } from './example-tasks';
import { planTasks } from './plan-tasks';
import { replan } from './replan';
import type { Task } from './task';

const promotion = examplePromotion({ facts: { maySurgeLate: true, normalAfterSales: 8 } });
const later = examplePromotion({ ...promotion, firstDate: '2026-11-12', lastDate: '2026-11-12' });
const stored = openTasks(promotion);
const ticked = (task: Task): Task => ({ ...task, tickedAt: new Date(0), tickedBy: 'A' });
const only = (kind: Task['kind']) => (task: Pick<Task, 'kind'>) => task.kind === kind;

it('the same plan changes nothing, in whatever order the database keeps its facts', () => {
  expect(replan(stored, planTasks(promotion, people))).toEqual({ added: [], changed: [], removed: [] });
  const turned = stored.map((task) => ({
    ...task,
    facts: { ...task.facts, ...(task.facts.covers && { covers: { end: task.facts.covers.end, start: task.facts.covers.start } }) },
  }));
  expect(replan(turned, planTasks(promotion, people)).changed).toEqual([]);
});

it('other dates move what is done once and replace what is done daily', () => {
  const { added, changed, removed } = replan(stored, planTasks(later, people));
  expect(changed.filter(only('ADD_AGENTS'))).toMatchObject([{ id: 'ADD_AGENTS', dueDate: '2026-10-28' }]);
  expect(new Set(removed.map(({ dueDate }) => dueDate))).toEqual(new Set(['2026-11-11']));
  expect(new Set(added.map(({ dueDate }) => dueDate))).toEqual(new Set(['2026-11-12']));
});

it('a task that was ticked stays as it was done, whether the plan still asks for it or not', () => {
  const done = stored.map(ticked);
  const { added, changed, removed } = replan(done, planTasks(later, people));
  expect([changed, removed]).toEqual([[], []]);
  expect(added.filter(only('ADD_AGENTS'))).toEqual([]);
  expect(added.filter(only('CHECK_ORDERS'))).toHaveLength(6);
});

it('a task keeps its assignee when it moves; one that somebody wrote on is not thrown away', () => {
  const mine = stored.map((task) => ({ ...task, assigneeId: 'B', note: only('CHECK_ORDERS')(task) ? '已安排' : null }));
  const { changed, removed } = replan(mine, planTasks(later, people));
  expect(changed.filter(only('ADD_AGENTS'))).toMatchObject([{ assigneeId: 'B', dueDate: '2026-10-28' }]);
  expect(removed.filter(only('CHECK_ORDERS'))).toEqual([]);
  expect(removed.filter(only('REPORT_OUT_OF_STOCK'))).toHaveLength(2);
});

it('agents who come get tasks, those who go lose what they have not done', () => {
  const others = { ...people, agents: ['B', 'C'] };
  const done = stored.map((task) => (task.key === 'ROTATE_POST/ERP/A' ? ticked(task) : task));
  const { added, removed } = replan(done, planTasks(promotion, others));
  expect(new Set(added.map(({ agentId }) => agentId))).toEqual(new Set(['C']));
  expect(removed).toHaveLength(4);
  expect(new Set(removed.map(({ agentId }) => agentId))).toEqual(new Set(['A']));
});

it('a briefing that has changed is read anew, and who had read the old one keeps that', () => {
  const first = examplePromotion({ briefing: [exampleProduct], briefingRevision: 1 });
  const read = openTasks(first).map((task) => (task.agentId === 'A' ? ticked(task) : task));
  const { added, removed } = replan(read, planTasks({ ...first, briefingRevision: 2 }, people));
  expect(added.filter(only('READ_BRIEFING')).map(({ agentId }) => agentId)).toEqual(['A', 'B']);
  expect(removed.map(({ agentId }) => agentId)).toEqual(['B']);
});

it('what came from a report does not follow the plan', () => {
  const contact: Task = { ...stored[0]!, id: 'c', key: 'CONTACT_BUYER/r/1', kind: 'CONTACT_BUYER' };
  expect(replan([contact], []).removed).toEqual([]);
});
