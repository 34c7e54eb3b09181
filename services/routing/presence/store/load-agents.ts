import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { accountCopyTable, accountFields } from '../../copies/store/account-copy';
import { normalLoad, unknownAccount, type AccountFacts, type Agent } from '../domain/agent';
import { agentTable, type AgentRow } from './agent-table';

const load: Statement = {
  name: 'routing-load-agents',
  text: `SELECT ${selectList(agentTable, 'a')}, c.version IS NOT NULL AS "isKnown",
      ${selectList(accountCopyTable, 'c', accountFields)}
    FROM agent a LEFT JOIN account_copy c ON c.shop_id = a.shop_id AND c.account_id = a.account_id
    WHERE a.shop_id = ANY ($1::uuid[]) ORDER BY a.shop_id, a.agent_no`,
};

type LoadedRow = AgentRow & AccountFacts & { readonly isKnown: boolean };

const save = insertRows(agentTable, { name: 'routing-save-agents', onConflict: { update: changing(agentTable) } });

/** The agents of shops, by agent number. */
export async function loadAgents(tx: Tx, shopIds: readonly string[]): Promise<Map<string, Agent[]>> {
  const byShop = new Map<string, Agent[]>();
  for (const row of await tx.query<LoadedRow>(load, [shopIds])) {
    const agents = byShop.get(row.shopId);
    if (agents) agents.push(agentOf(row));
    else byShop.set(row.shopId, [agentOf(row)]);
  }
  return byShop;
}

/** Writes the agents a flight has touched. The table's checks refuse a load that no rule allows. */
export function saveAgents(tx: Tx, rows: readonly { readonly shopId: string; readonly agent: Agent }[]): void {
  if (rows.length > 0) tx.send(save, [jsonRows(rows.map(({ shopId, agent }) => rowOf(shopId, agent)))]);
}

type BesideFlights = 'lastHeartbeatAt' | 'heartbeatDevice';

/** What an agent of the domain has as its row has it. */
const agentFields = ['agentNo', ...changing(agentTable).filter((field) => field !== 'normalLoad')] as Exclude<
  keyof AgentRow,
  'shopId' | 'accountId' | 'normalLoad' | BesideFlights
>[];

function agentOf(row: LoadedRow): Agent {
  const account: AccountFacts = row.isKnown ? pick(row, accountFields) : unknownAccount;
  return { ...pick(row, agentFields), id: row.accountId, load: row.normalLoad + row.overLoad, account, barred: null };
}

const pick = <R, F extends keyof R>(row: R, fields: readonly F[]): { -readonly [K in F]: R[K] } =>
  Object.fromEntries(fields.map((field) => [field, row[field]])) as { -readonly [K in F]: R[K] };

function rowOf(shopId: string, agent: Agent): AgentRow {
  const { id: accountId, load: _load, account: _account, barred: _barred, ...flat } = agent;
  return { ...flat, shopId, accountId, normalLoad: normalLoad(agent), lastHeartbeatAt: null, heartbeatDevice: null };
}
