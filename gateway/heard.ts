import { entriesOf, furthest, readPositions, type Positions } from '#libs/contracts/index';
import type { Caller } from '#libs/platform/access/caller';
import type { AnswerExtensions } from '#libs/platform/graphql/shop-positions';

/** A stream of which a service knew less than it was asked to. */
export interface Behind {
  readonly service: string;
  readonly stream: string;
}

/** What services said beside their answers, in the course of one request. */
export class Heard {
  private positions: Positions = {};
  private readonly behind: Behind[] = [];

  hear(service: string, extensions: AnswerExtensions | undefined): void {
    if (extensions === undefined) return;
    this.positions = furthest(this.positions, readPositions(extensions.positions) ?? {});
    for (const stream of extensions.behind ?? []) this.behind.push({ service, stream });
  }

  /** What services are to know that are asked from now on: what they were to know before, and what the request itself has changed. */
  atLeast(before: Positions | undefined): Positions | undefined {
    return entriesOf(this.positions).length === 0 ? before : furthest(before ?? {}, this.positions);
  }

  /** What the client is told of it; nothing when there is nothing. A buyer is not told how much happens in the shop. */
  told(caller?: Pick<Caller, 'roles'>): { readonly positions?: Positions; readonly behind?: readonly Behind[] } | undefined {
    const [anyPosition, anyBehind] = [Object.keys(this.positions).length > 0 && !caller?.roles.includes('BUYER'), this.behind.length > 0];
    if (!anyPosition && !anyBehind) return undefined;
    return { ...(anyPosition && { positions: this.positions }), ...(anyBehind && { behind: this.behind }) };
  }
}
