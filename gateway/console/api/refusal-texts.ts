import { texts } from '../text/texts';

/** What refusals mean to people; a code that is not here is told in the server's own words. */
export const refusalTexts = texts(
  {
    codes: {
      UNREACHABLE: '无法连接服务器,正在重试。',
      UNAUTHENTICATED: '登录已失效,请重新登录。',
      FORBIDDEN: '您没有权限进行此操作。',
      SERVICE_UNAVAILABLE: '服务暂时不可用,请稍后再试。',
      RATE_LIMITED: '请求过于频繁,请稍后再试。',
      VERSION_CONFLICT: '内容已被他人修改,请查看最新内容后再保存。',
      ALREADY_TAKEN: '该买家已被其他客服接入。',
      INTERNAL_SERVER_ERROR: '出错了,请联系技术支持并提供请求编号。',
    } as Readonly<Record<string, string>>,
    expected: (expected: string) => `应为:${expected}`,
    grantedBy: (roles: string) => `可向以下角色申请:${roles}`,
    permission: (name: string) => `缺少权限:${name}`,
    request: (id: string) => `请求编号 ${id}`,
    again: '重试',
  },
  {
    codes: {
      UNREACHABLE: 'The server does not answer. Trying again.',
      UNAUTHENTICATED: 'You are no longer logged in.',
      FORBIDDEN: 'You may not do this.',
      SERVICE_UNAVAILABLE: 'This is not available right now. Try again in a moment.',
      RATE_LIMITED: 'Too many requests. Try again in a moment.',
      VERSION_CONFLICT: 'Somebody changed this meanwhile. Look at the newest version, then save.',
      ALREADY_TAKEN: 'Another agent has this buyer already.',
      INTERNAL_SERVER_ERROR: 'Something went wrong. Tell support the number of the request.',
    } as Readonly<Record<string, string>>,
    expected: (expected: string) => `Right would be: ${expected}`,
    grantedBy: (roles: string) => `Can be granted by: ${roles}`,
    permission: (name: string) => `Missing permission: ${name}`,
    request: (id: string) => `Request ${id}`,
    again: 'Try again',
  },
);
