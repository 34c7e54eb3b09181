import type { Role } from '../generated/graphql';
import { texts } from '../text/texts';

export const roleTexts = texts(
  {
    OWNER: '店主',
    ADMIN: '管理员',
    CS_ADMIN: '客服主管',
    OPERATIONS: '运营',
    AGENT: '客服',
    OPERATOR: '平台运营方',
    CONNECTOR: '渠道接入',
    KEY: '合作伙伴密钥',
    READER: '只读密钥',
    BUYER: '买家',
  } satisfies Record<Role, string>,
  {
    OWNER: 'owner',
    ADMIN: 'administrator',
    CS_ADMIN: 'service manager',
    OPERATIONS: 'operations',
    AGENT: 'agent',
    OPERATOR: 'operator',
    CONNECTOR: 'connector',
    KEY: 'partner key',
    READER: 'reading key',
    BUYER: 'buyer',
  },
);
