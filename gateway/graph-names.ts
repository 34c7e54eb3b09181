import { Kind, parse, type TypeNode } from 'graphql';

/** Names of the composed graph that tell a client what would have been right. */
export interface GraphNames {
  /** Values of an enum. */
  values(enumName: string): readonly string[] | undefined;
  /** Fields of an input object, with their types. */
  inputs(inputName: string): Readonly<Record<string, string>> | undefined;
}

/** Reads the names from the supergraph's text, once at start. */
export function readGraphNames(supergraph: string): GraphNames {
  const enums = new Map<string, readonly string[]>();
  const inputs = new Map<string, Record<string, string>>();
  for (const definition of parse(supergraph).definitions) {
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
      enums.set(
        definition.name.value,
        (definition.values ?? []).map(({ name }) => name.value),
      );
    }
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      inputs.set(
        definition.name.value,
        Object.fromEntries((definition.fields ?? []).map(({ name, type }) => [name.value, typeText(type)])),
      );
    }
  }
  return { values: (name) => enums.get(name), inputs: (name) => inputs.get(name) };
}

function typeText(type: TypeNode): string {
  if (type.kind === Kind.NON_NULL_TYPE) return `${typeText(type.type)}!`;
  return type.kind === Kind.LIST_TYPE ? `[${typeText(type.type)}]` : type.name.value;
}
