import type { DefinitionNode, DocumentNode } from 'graphql';

interface Named {
  readonly name: { readonly value: string };
  readonly description?: { readonly value: string } | undefined;
  readonly arguments?: readonly Named[] | undefined;
}

/** Types, fields, arguments, input fields and enum values without a description, as `Type.field(argument)`. An extension has none of its own. */
export function undescribed(document: DocumentNode): string[] {
  return document.definitions.flatMap((definition) => {
    if (!isType(definition)) return [];
    const own = definition.kind.endsWith('Extension') ? [] : missing(definition, '');
    return [...own, ...membersOf(definition).flatMap((member) => missing(member, `${definition.name.value}.`))];
  });
}

type TypeNode = DefinitionNode & Named & { readonly fields?: readonly Named[]; readonly values?: readonly Named[] };

const isType = (definition: DefinitionNode): definition is TypeNode => /Type(Definition|Extension)$/.test(definition.kind);

const membersOf = ({ fields = [], values = [] }: TypeNode): readonly Named[] => [...fields, ...values];

function missing(node: Named, prefix: string): string[] {
  const name = `${prefix}${node.name.value}`;
  const own = node.description?.value.trim() ? [] : [name];
  const args = (node.arguments ?? []).filter(({ description }) => !description?.value.trim());
  return [...own, ...args.map((argument) => `${name}(${argument.name.value})`)];
}
