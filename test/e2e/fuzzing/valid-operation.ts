import {
  getNamedType,
  isCompositeType,
  isNonNullType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql';
import { between, type Random } from '#test/load/storm-plan';
import { anyValue, chance, oneOf } from './values';

/** What is posted as JSON, unless it is a text already. */
export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

const deepest = 7;

/** Builds a document that the schema allows: fields at random, with arguments as variables, aliases, fragments and directives. */
export class OperationMaker {
  private variables: Record<string, unknown> = {};
  private declared: string[] = [];
  private fragments: string[] = [];
  private left = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    /** Decides what the document says. */
    private readonly random: Random,
    /** Decides what its variables are. */
    private readonly values: Random,
    private readonly ids: readonly string[],
  ) {}

  /** A query or a mutation. */
  make(): Operation {
    return this.makeOne(chance(this.random, 0.35) ? 'mutation' : 'query');
  }

  makeSubscription(): Operation {
    return this.makeOne('subscription');
  }

  private makeOne(kind: 'query' | 'mutation' | 'subscription'): Operation {
    const root = this.schema.getRootType(kind as OperationTypeNode)!;
    this.variables = {};
    this.declared = [];
    this.fragments = [];
    this.left = between(this.random, 3, 40);
    const fields = Object.values(root.getFields());
    const count = kind === 'query' ? between(this.random, 1, 4) : 1;
    const selections = Array.from({ length: count }, (_, at) =>
      this.field(oneOf(this.random, fields), 1, count > 1 ? `r${at}` : undefined),
    );
    const variables = this.declared.length > 0 ? `(${this.declared.join(', ')})` : '';
    const query = `${kind} Any${variables} { ${selections.join(' ')} } ${this.fragments.join(' ')}`;
    return { query, variables: this.variables };
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number, alias?: string): string {
    const args = field.args
      .filter(({ type }) => isNonNullType(type) || chance(this.random, 0.3))
      .map(({ name, type }) => {
        const variable = `v${this.declared.length}`;
        this.declared.push(`$${variable}: ${String(type)}`);
        this.variables[variable] = anyValue(this.values, type, this.ids, name);
        return `${name}: $${variable}`;
      });
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? ` ${this.selection(this.schema.getType(named.name) as GraphQLObjectType, depth + 1)}` : '';
    const directive = chance(this.random, 0.03)
      ? ` @${oneOf(this.random, ['include(if: true)', 'skip(if: false)', 'skip(if: true)'])}`
      : '';
    return `${alias === undefined ? '' : `${alias}: `}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${directive}${below}`;
  }

  private selection(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields());
    const usable = depth >= deepest || this.left <= 0 ? fields.filter((each) => !isCompositeType(getNamedType(each.type))) : fields;
    if (usable.length === 0) return '{ __typename }';
    const wanted = new Set(Array.from({ length: between(this.random, 1, 5) }, () => oneOf(this.random, usable)));
    this.left -= wanted.size;
    const parts = [...wanted].map((field) => this.field(field, depth, chance(this.random, 0.05) ? `a${this.left + 50}` : undefined));
    if (chance(this.random, 0.1)) parts.push('__typename');
    const text = parts.join(' ');
    if (chance(this.random, 0.06)) {
      const name = `F${this.fragments.length}`;
      this.fragments.push(`fragment ${name} on ${type.name} { ${text} }`);
      return `{ ...${name} }`;
    }
    return chance(this.random, 0.05) ? `{ ... on ${type.name} { ${text} } }` : `{ ${text} }`;
  }
}
