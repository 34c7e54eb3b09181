import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
  type GraphQLInputType,
} from 'graphql';

const scalars: Readonly<Record<string, string>> = {
  Int: 'a whole number of 32 bits',
  Float: 'a number',
  String: 'a text',
  Boolean: 'true or false',
  ID: 'an id',
  DateTime: 'an instant, RFC 3339',
};

/** What would have been right where a value of `type` is wanted. */
export function expectedOf(type: GraphQLInputType): string {
  const named = getNamedType(type);
  if (isEnumType(named)) return `one of ${names(named.getValues())}`;
  if (!isInputObjectType(named)) return scalars[named.name] ?? `a value of type ${named.name}`;
  const required = Object.values(named.getFields()).filter(isRequiredInputField);
  return `a value of type ${named.name}${required.length > 0 ? ` with ${names(required)}` : ''}`;
}

export function fieldsOf(type: GraphQLInputType): string {
  const named = getNamedType(type);
  return isInputObjectType(named) ? `one of the fields ${names(Object.values(named.getFields()))}` : expectedOf(type);
}

const names = (list: readonly { readonly name: string }[]): string => list.map(({ name }) => name).join(', ');

/** The type wanted at a path below `type`: keys of input objects, indexes of lists. */
export const typeAt = (type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType =>
  path.reduce((at: GraphQLInputType, key) => inside(at, key) ?? at, type);

function inside(type: GraphQLInputType, key: string | number): GraphQLInputType | undefined {
  const bare = getNullableType(type) as GraphQLInputType;
  if (isListType(bare)) return bare.ofType as GraphQLInputType;
  return isInputObjectType(bare) ? bare.getFields()[key]?.type : undefined;
}
