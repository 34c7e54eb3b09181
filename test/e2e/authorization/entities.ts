import { Kind, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { readSubgraphSchema, subgraphs } from '#libs/platform/graphql/subgraph-schema';
import { services, type ServiceName } from '#libs/platform/process/services';
import { readLiveSchema } from '#gateway/live/live-schema';

/** An entity that a service answers for, with the fields of its key. */
export interface ServedEntity {
  readonly service: ServiceName;
  readonly schema: GraphQLSchema;
  readonly name: string;
  readonly key: readonly string[];
}

/** Every entity of every service that has a reference to it resolved. */
export function servedEntities(): ServedEntity[] {
  return services.flatMap((service) => {
    const document = readSubgraphSchema(service);
    const schema = buildSubgraphSchema({ typeDefs: document });
    const found = new Map(typesOf(document).flatMap(({ name, key }) => (key === undefined ? [] : [[name, key]])));
    return [...found].map(([name, key]) => ({ service, schema, name, key }));
  });
}

/** Every field of every type that some part of the graph declares, what can be watched included, as `Type.field`. */
export function declaredFields(): string[] {
  const documents = [...subgraphs.map((each) => readSubgraphSchema(each)), parse(readLiveSchema())];
  return [...new Set(documents.flatMap((each) => typesOf(each).flatMap(({ name, fields }) => fields.map((field) => `${name}.${field}`))))];
}

interface DeclaredType {
  readonly name: string;
  readonly fields: readonly string[];
  /** Of an entity whose references are resolved here. */
  readonly key: readonly string[] | undefined;
}

const typesOf = (document: DocumentNode): DeclaredType[] =>
  document.definitions.flatMap((each) => {
    if (each.kind !== Kind.OBJECT_TYPE_DEFINITION && each.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    const fields = (each.fields ?? []).map(({ name }) => name.value);
    const [given] = (each.directives ?? []).filter(({ name }) => name.value === 'key');
    const argument = (wanted: string) => given?.arguments?.find(({ name }) => name.value === wanted)?.value;
    const [names, resolvable] = [argument('fields'), argument('resolvable')];
    const isServed = names?.kind === Kind.STRING && !(resolvable?.kind === Kind.BOOLEAN && !resolvable.value);
    return [{ name: each.name.value, fields, key: isServed ? names.value.split(' ') : undefined }];
  });
