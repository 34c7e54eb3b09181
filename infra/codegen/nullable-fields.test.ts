import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, type ConstDirectiveNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode, type TypeNode } from 'graphql';
import { access } from '#libs/platform/access/access';
import { repoRoot } from '#libs/platform/process/repo-root';

const supergraph = parse(readFileSync(join(repoRoot(), 'gateway', 'supergraph.graphql'), 'utf8'));
const types = new Map(
  supergraph.definitions.filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION).map((type) => [type.name.value, type]),
);

/** The subgraphs that a directive of the composition names. */
function graphsIn(directives: readonly ConstDirectiveNode[] | undefined, name: string): readonly string[] {
  const named = directives?.filter((each) => each.name.value === name).flatMap((each) => each.arguments ?? []) ?? [];
  return named.flatMap(({ name: { value: argument }, value }) => (argument === 'graph' && value.kind === Kind.ENUM ? [value.value] : []));
}

/** Who answers a field: every subgraph with the type, where the composition does not say. */
function answeredBy(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): readonly string[] {
  const own = graphsIn(field.directives, 'join__field');
  return own.length > 0 ? own : graphsIn(type.directives, 'join__type');
}

const namedIn = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedIn(type.type));
const isNeeded = ({ type }: FieldDefinitionNode): boolean => type.kind === Kind.NON_NULL_TYPE;
const roots = ['Query', 'Mutation'];

const fields = [...types.values()]
  .filter(({ name }) => !roots.includes(name.value))
  .flatMap((type) => (type.fields ?? []).map((field) => ({ type, field, name: `${type.name.value}.${field.name.value}` })));

describe('a part that cannot be answered empties itself alone', () => {
  it('so a field that the access table refuses to some is nullable', () => {
    expect(fields.filter(({ name, field }) => access[name] && isNeeded(field)).map(({ name }) => name)).toEqual([]);
  });

  it('so are the parts of an audit, each of which another service keeps', () => {
    expect(fields.filter(({ type, field }) => type.name.value === 'Audit' && field.name.value !== 'id' && isNeeded(field))).toEqual([]);
  });

  it('so a field that leads to a thing of which another subgraph owes a part is nullable', () => {
    const wrong = fields.filter(({ type, field }) => {
      const target = types.get(namedIn(field.type));
      if (!target || !isNeeded(field)) return false;
      const owed = (target.fields ?? []).filter(isNeeded);
      return answeredBy(type, field).some((graph) => owed.some((part) => !answeredBy(target, part).includes(graph)));
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
