import type { Script } from './script';

/** The named scripts in the order in which they are named: they share the places that they have, so all others stay where they are. */
export function sortScripts<S extends Pick<Script, 'id' | 'position'>>(named: readonly S[]): S[] {
  const places = named.map(({ position }) => position).sort((a, b) => a - b);
  return named.map((script, index) => ({ ...script, position: places[index]! }));
}
