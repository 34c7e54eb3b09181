import { buildSchema } from 'graphql';
import { access } from '#libs/platform/access/access';
import { errorCodes } from '#libs/platform/errors';
import { accessPage } from './access-page';
import { errorsPage } from './errors-page';
import { graphPages } from './graph-pages';
import { whoMay } from './who-may';

const pages = graphPages();
const headings = (page: string): string[] => [...page.matchAll(/^### (\S+)$/gm)].map(([, name]) => name!);

describe('the reference of the graph', () => {
  it('has every operation once, and says whose it is', () => {
    const operations = Object.keys(access).flatMap((field) => /^(?:Query|Mutation|Subscription)\.(.+)$/.exec(field)?.[1] ?? []);
    expect(headings(pages['operations.md']!).sort()).toEqual(operations.sort());
    expect(pages['operations.md']).not.toContain('For .');
  });

  it('leads to sections that are there', () => {
    const sections = new Set(headings(pages['types.md']!).map((name) => name.toLowerCase()));
    const links = Object.values(pages).flatMap((page) => [...page.matchAll(/types\.md#(\w+)/g)].map(([, name]) => name!));
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((name) => !sections.has(name))).toEqual([]);
  });

  it('shows descriptions, arguments, defaults and what is deprecated', () => {
    const { 'types.md': types, 'operations.md': operations } = graphPages(
      buildSchema(`
        type Query { "Finds | one." viewer("Whose." id: ID!, "How many." first: Int = 5): Thing }
        "A thing." type Thing { "Its name." name: String! @deprecated(reason: "Use title.") kind: Kind }
        "Kinds." enum Kind { "First." A }
      `),
    );
    expect(operations).toContain('Finds | one.\n\nAnswers [`Thing`](types.md#thing), by `gateway`.');
    expect(operations).toContain('| `first` | `Int`, `5` unless given | How many. |');
    expect(types).toContain('| `name` | `String!` | Its name. **Deprecated:** Use title. |');
    expect(types).toContain('### Kind\n\nKinds.\n\n| value | meaning |\n| --- | --- |\n| `A` | First. |');
  });
});

describe('who may', () => {
  it('PRM-1 is told with roles, permission and the scopes of keys', () => {
    expect(whoMay('Mutation.saveReceptionSchedule')).toBe('`OWNER`, `ADMIN`; permission `schedule:write`; keys of scope `schedule:write`');
    expect(whoMay('Mutation.createShop')).toBe('`OPERATOR`');
  });

  it('PRM-7 PRM-13 is told of the workbench and of the own account', () => {
    expect(whoMay('Mutation.endSession')).toBe('`OWNER`; with the IM permission `ADMIN`, `CS_ADMIN`, `AGENT`');
    expect(whoMay('Agent.metrics')).toContain('for the own account `AGENT`, `OPERATIONS`');
  });

  it('is nothing for a field that goes with its parent', () => {
    expect(whoMay('Shop.name')).toBe('');
    expect(accessPage()).toContain('| `Session.messages` |');
  });
});

it('every code of the closed list has its line', () => {
  for (const [code, { means }] of Object.entries(errorCodes)) expect(errorsPage()).toContain(`| \`${code}\` | ${means} |`);
});
