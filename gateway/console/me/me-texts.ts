import { texts } from '../text/texts';

export const meTexts = texts(
  {
    title: '我的设置',
    nickname: '昵称(买家可见)',
    save: '保存',
    language: '语言',
    sendKey: '发送方式',
    sendKeys: { ENTER: 'Enter 发送,Ctrl+Enter 换行', CTRL_ENTER: 'Ctrl+Enter 发送,Enter 换行' },
    notify: '接收提醒',
    rights: '我的权限',
    none: '没有额外权限。',
    keys: '快捷键',
    keyList: [
      ['Enter', '发送(可更换)'],
      ['Ctrl+Enter', '换行(可更换)'],
      ['↑ ↓', '在会话列表中移动'],
      ['Tab / Shift+Tab', '在区域间移动'],
    ] as readonly (readonly [string, string])[],
  },
  {
    title: 'My settings',
    nickname: 'Nickname (buyers see it)',
    save: 'Save',
    language: 'Language',
    sendKey: 'Sending',
    sendKeys: { ENTER: 'Enter sends, Ctrl+Enter starts a line', CTRL_ENTER: 'Ctrl+Enter sends, Enter starts a line' },
    notify: 'Reminders',
    rights: 'What I may do',
    none: 'Nothing beyond the role.',
    keys: 'Keys',
    keyList: [
      ['Enter', 'send (can be changed)'],
      ['Ctrl+Enter', 'new line (can be changed)'],
      ['↑ ↓', 'move in the list of sessions'],
      ['Tab / Shift+Tab', 'move between parts'],
    ] as readonly (readonly [string, string])[],
  },
);
