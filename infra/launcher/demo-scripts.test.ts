import { isRefusal } from '#libs/platform/errors';
import { changeScript } from '#services/session/scripts/domain/change-script';
import { demoCategories, demoScripts } from './demo-scripts';

const owner = { accountId: 'owner', department: null, keepsShared: true };

it('KB-13 KB-14 every script of the demo shop can be saved, in a category that it has', () => {
  const names = demoCategories.flatMap(({ name, below }): string[] => [name, ...below]);
  for (const { category, ...script } of demoScripts) {
    expect(isRefusal(changeScript(null, { ...script, tier: 'PUBLIC' }, owner))).toBe(false);
    expect(names).toContain(category);
  }
});
