import { ownShop } from '#libs/platform/access/access';
import { command } from '#libs/platform/graphql/command';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import type { AddedVersion } from '../app/add-version';
import { readVersions } from '../app/read-versions';
import { rollBack } from '../app/roll-back';
import { saveSchedule } from '../app/save-schedule';
import { withdraw } from '../app/withdraw';
import { contentFields } from './content-fields';
import { rollBackInput, saveScheduleInput, withdrawInput } from './hours-inputs';
import { cursorOf, groupOf, pageOf, versionOfCursor } from './page-input';

const actsAtOnce = {
  code: 'ACTS_AT_ONCE',
  message: 'effectiveFrom has passed already, so the new hours act from now on.',
  field: 'effectiveFrom',
} as const;

/** The answer of every mutation that makes a version. */
export const addedAnswer = (shopId: string, { version, wasPast }: AddedVersion) => ({
  shop: { id: shopId },
  version,
  warnings: wasPast ? [actsAtOnce] : [],
});

/** Reception hours: parse, one use case, answer. */
export const hoursResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Mutation: {
    saveReceptionSchedule: command('saveReceptionSchedule', saveScheduleInput, async (asked) =>
      addedAnswer(asked.shopId, await saveSchedule(deps, asked)),
    ),
    rollbackReceptionSchedule: command('rollbackReceptionSchedule', rollBackInput, async (asked) =>
      addedAnswer(asked.shopId, await rollBack(deps, asked)),
    ),
    withdrawReceptionVersion: command('withdrawReceptionVersion', withdrawInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await withdraw(deps, asked)),
    })),
  },
  Shop: {
    __resolveReference: ({ id }, { caller }) => ({ id: ownShop(caller, id, 'id') }),
    receptionVersions: ({ id }, { first, after, groupId }) =>
      readVersions(deps, {
        shopId: id,
        subject: groupOf(groupId),
        first: pageOf(first),
        ...(typeof after === 'string' && { before: versionOfCursor(after) }),
      }),
  },
  ...versionFields,
});

const versionFields: Resolvers = {
  ReceptionVersionConnection: {
    edges: ({ versions }) => versions.map((node) => ({ cursor: cursorOf(node.version), node })),
    nodes: ({ versions }) => [...versions],
    pageInfo: ({ versions, hasNextPage }) => {
      const last = versions.at(-1);
      return { hasNextPage, endCursor: last ? cursorOf(last.version) : null };
    },
  },
  ReceptionVersion: {
    ...contentFields,
    number: ({ version }) => version,
    effectiveFrom: ({ effectiveFrom }) => effectiveFrom.toISOString(),
    savedAt: ({ savedAt }) => savedAt.toISOString(),
    withdrawnAt: ({ withdrawnAt }) => withdrawnAt?.toISOString() ?? null,
    savedBy: ({ savedBy }) => (savedBy === null ? null : { id: savedBy }),
    closures: ({ closures }) => [...closures],
    holidaysKnownUntil: ({ holidays }) => holidays?.table?.toYear ?? null,
  },
};
