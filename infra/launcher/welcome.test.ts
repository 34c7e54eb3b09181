import { homeOf } from '#infra/process/home';
import type { Addresses, DemoShop } from './run-file';
import { welcome } from './welcome';

const shown = (setting: string | undefined): string =>
  welcome(
    homeOf({ JIEDAI_HOME: setting }, true),
    { gateway: 'http://g', kafka: { brokers: 'k:1' }, infra: 'embedded' } as Addresses,
    { shopId: 's' } as DemoShop,
    setting,
  );

test('hints can be copied into a terminal that knows nothing of this home', () => {
  expect(shown(undefined)).toContain('  npm run demo ');
  expect(shown('/srv/j')).toContain('  JIEDAI_HOME=/srv/j npm run demo ');
  expect(shown("/srv/li's 家")).toContain(`  JIEDAI_HOME='/srv/li'\\''s 家' npm run demo `);
});
