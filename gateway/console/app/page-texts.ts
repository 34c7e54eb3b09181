import { texts } from '../text/texts';

export const pageTexts = texts(
  {
    menu: '主菜单',
    skip: '跳到内容',
    notFound: '没有这个页面。',
    needsPermission: (name: string) => `此页面需要权限:${name},可由店主或管理员授予。`,
    needsRole: (roles: string) => `此页面仅供以下角色使用:${roles}。`,
    live: '实时',
    catchingUp: '同步中',
    offline: (since: string) => `${since} 起离线`,
    names: {
      workbench: '工作台',
      board: '看板',
      hours: '接待时间',
      sessions: '会话',
      agents: '客服',
      figures: '数据',
      people: '账号与权限',
      me: '我的设置',
    },
  },
  {
    menu: 'Main menu',
    skip: 'Skip to the content',
    notFound: 'There is no such page.',
    needsPermission: (name: string) => `This page needs the permission ${name}. The owner or an administrator can give it.`,
    needsRole: (roles: string) => `This page is for: ${roles}.`,
    live: 'Live',
    catchingUp: 'Catching up',
    offline: (since: string) => `Offline since ${since}`,
    names: {
      workbench: 'Workbench',
      board: 'Board',
      hours: 'Hours',
      sessions: 'Sessions',
      agents: 'Agents',
      figures: 'Figures',
      people: 'People',
      me: 'My settings',
    },
  },
);
