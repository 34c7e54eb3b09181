import { texts } from '../text/texts';

export const loginTexts = texts(
  {
    title: '登录 接待',
    choose: '选择演示店铺的账号:',
    company: '使用公司账号登录',
    nobody: '此处无法直接登录,请通过公司账号或启动时打印的链接登录。',
    noAccount: '此登录没有对应的店铺账号。',
    logOut: '退出登录',
    names: {
      owner: '店主',
      admin: '管理员',
      'cs-admin': '客服主管',
      operations: '运营',
      'agent-1': '客服 1',
      'agent-2': '客服 2',
    } as Readonly<Record<string, string>>,
  },
  {
    title: 'Log in to Jiedai',
    choose: 'Accounts of the demo shop:',
    company: 'Log in with your company',
    nobody: 'Nobody can log in here directly. Use your company, or the link that the start prints.',
    noAccount: 'This login belongs to no account of a shop.',
    logOut: 'Log out',
    names: {
      owner: 'Owner',
      admin: 'Administrator',
      'cs-admin': 'Service manager',
      operations: 'Operations',
      'agent-1': 'Agent 1',
      'agent-2': 'Agent 2',
    } as Readonly<Record<string, string>>,
  },
);
