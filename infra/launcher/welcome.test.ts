import { homeOf } from '#infra/process/home';
import type { Addresses, DemoShop } from './run-file';
import { welcome } from './welcome';

const shown = (setting: string | undefined): string =>
  welcome(
    homeOf({ JIEDAI_HOME: setting }, true),
    {
      addresses: { gateway: 'http://g', kafka: { brokers: 'k:1' }, infra: 'embedded' } as Addresses,
      demo: { shopId: 's' } as DemoShop,
      loginLink: 'http://g/login#code',
    },
    setting,
  );

test('hints can be copied into a terminal that knows nothing of this home', () => {
  expect(shown(undefined)).toContain('  npm run demo ');
  expect(shown('/srv/j')).toContain('  JIEDAI_HOME=/srv/j npm run demo ');
  expect(shown("/srv/li's 家")).toContain(`  JIEDAI_HOME='/srv/li'\\''s 家' npm run demo `);
});

test('the link that logs the owner in is told', () => {
  expect(shown(undefined)).toContain('Log in    http://g/login#code   (once');
});
