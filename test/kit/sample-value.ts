import { isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLInputType } from 'graphql';
import { newId } from '#libs/platform/process/ids';

/** What a value is for: the path of names that lead to it, `input.shopId` say. */
export type Chosen = (path: readonly string[], type: GraphQLInputType) => unknown;

const scalars: Readonly<Record<string, () => unknown>> = {
  ID: () => newId(),
  String: () => 'x',
  Int: () => 1,
  Float: () => 1,
  Boolean: () => false,
  DateTime: () => new Date().toISOString(),
};

/** A value that fits an input's type, with what is required of it only. `chosen` may say better what a place holds, required or not; undefined leaves it. */
export function sampleValue(type: GraphQLInputType, chosen: Chosen, path: readonly string[] = []): unknown {
  const better = chosen(path, type);
  if (better !== undefined) return better;
  if (isNonNullType(type)) return sampleOf(type.ofType, chosen, path);
  return undefined;
}

function sampleOf(type: GraphQLInputType, chosen: Chosen, path: readonly string[]): unknown {
  const better = chosen(path, type);
  if (better !== undefined) return better;
  if (isNonNullType(type)) return sampleOf(type.ofType, chosen, path);
  if (isListType(type)) return [sampleOf(type.ofType, chosen, path)];
  if (isEnumType(type)) return type.getValues().at(-1)?.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields()).flatMap(({ name, type: inner, defaultValue }) => {
        const place = [...path, name];
        const value = defaultValue === undefined ? sampleValue(inner, chosen, place) : chosen(place, inner);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  const scalar = scalars[type.name];
  if (!scalar) throw new Error(`No sample of ${type.name} for ${path.join('.')}`);
  return scalar();
}
