import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export interface Priced {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragmentOf: (name: string) => FragmentDefinitionNode | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * What an operation asks for: each field counts one, and a field below the entries of a page as often as the page may have entries. The page's size is its
 * `first` or `last`, written out, from a variable or the default, or the number of `ids` where it names fewer. A list without `first` counts as one entry. Counting stops
 * beyond `limit`.
 */
export function costOf(priced: Priced, limit: number): number {
  const { schema, operation } = priced;
  const counter = new Counter(priced, limit);
  counter.add(operation.selectionSet, schema.getRootType(operation.operation), { times: 1, page: 1 });
  return counter.cost;
}

/** How often a selection is answered, and the size of the page it stands in directly. */
interface Position {
  readonly times: number;
  readonly page: number;
}

class Counter {
  cost = 0;

  constructor(
    private readonly priced: Priced,
    private readonly limit: number,
  ) {}

  add({ selections }: SelectionSetNode, parent: unknown, position: Position): void {
    for (const selection of selections) {
      if (this.cost > this.limit) return;
      if (selection.kind === Kind.FIELD) this.addField(selection, parent, position);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        this.add(selection.selectionSet, this.typeOf(selection.typeCondition?.name.value, parent), position);
      else {
        const fragment = this.priced.fragmentOf(selection.name.value);
        if (fragment) this.add(fragment.selectionSet, this.typeOf(fragment.typeCondition.name.value, parent), position);
      }
    }
  }

  private addField(node: FieldNode, parent: unknown, { times, page }: Position): void {
    this.cost += times;
    const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field || !node.selectionSet) return;
    const first = this.first(node, field);
    const isList = isListType(getNullableType(field.type) as GraphQLOutputType);
    const below = isList ? times * Math.max(page, first) : times;
    this.add(node.selectionSet, getNamedType(field.type), { times: below, page: isList ? 1 : first });
  }

  /** The size of the page a field asks for; 1 for a field without pages. */
  private first({ arguments: given = [] }: FieldNode, { args }: GraphQLField<unknown, unknown>): number {
    const argument = args.find(({ name }) => name === 'first');
    if (!argument) return 1;
    const valueOf = (name: string): unknown => {
      const node = given.find((each) => each.name.value === name)?.value;
      return node && valueFromASTUntyped(node, { ...defaultsOf(this.priced.operation), ...this.priced.variables });
    };
    const ids = valueOf('ids');
    return Math.max(
      1,
      Math.min(Number(valueOf('last') ?? valueOf('first') ?? argument.defaultValue ?? 1), Array.isArray(ids) ? ids.length : Infinity),
    );
  }

  private typeOf(name: string | undefined, parent: unknown): unknown {
    const type = name === undefined ? undefined : this.priced.schema.getType(name);
    return isCompositeType(type) ? type : parent;
  }
}

/** The defaults of an operation's variables. */
export const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    variableDefinitions.map(({ variable, defaultValue }) => [variable.name.value, defaultValue && valueFromASTUntyped(defaultValue)]),
  );
