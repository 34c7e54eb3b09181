const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/**
 * Who may import whom, as patterns for `no-restricted-imports`:
 * main → resolvers, consumers → app → domain, store → libs; services never import each other; one room knows the Kafka client.
 * One list per room, because a later list for the same file replaces an earlier one.
 */
const services = readdirSync(join(__dirname, '../../services')).join('|');

const wall = (regex, message, more = {}) => ({ regex, message, ...more });

const kafka = wall('^kafkajs', 'Only libs/messaging knows the Kafka client (infra and tests may).');
const otherServices = wall(
  `^(#services/|(\\.\\./)+(services|${services})/)`,
  'A service never imports another: keep a copy of its facts, built from its events.',
);
const upwards = wall(
  '^(#(gateway|infra|test)/|(\\.\\./)+(gateway|infra|test)/)',
  'Gateway, infra and tests stand above; nothing below imports them.',
);

/** Relative imports of a room's own service that would turn the arrow round. */
const upstairs = (rooms) =>
  wall(`^(\\.\\./)+([\\w-]+/)?(${rooms})(/|$)`, 'The arrow never turns back: main → resolvers, consumers → app → domain, store → libs.');

const serviceWalls = [kafka, otherServices, upwards];
const aboveApp = 'main|config|features|consumers|resolvers|request-extra|generated|parents';

const rooms = [
  { files: ['services/**/*.ts'], walls: serviceWalls },
  {
    files: ['services/*/**/resolvers.ts', 'services/*/**/resolvers/**/*.ts'],
    walls: [...serviceWalls, upstairs('main|config|consumers|features')],
  },
  { files: ['services/*/**/app/**/*.ts'], walls: [...serviceWalls, upstairs(aboveApp)] },
  {
    files: ['services/*/**/store/**/*.ts'],
    walls: [...serviceWalls, upstairs(`${aboveApp}|app`), wall('^#libs/service', 'The store knows the database only.')],
  },
  {
    files: ['services/*/**/domain/**/*.ts'],
    walls: [
      ...serviceWalls,
      upstairs(`${aboveApp}|app|store`),
      wall(
        '^#libs/(?!(contracts|calendar)/|platform/(errors|access/permissions|database/table)$)',
        'The domain is pure: contracts, calendar, the error family, the list of permissions and the declaration of a table are all it knows.',
      ),
      wall('^(node:|pg$|pino$|typeorm|undici|dataloader|graphql|@apollo)', 'The domain is pure: all that it needs arrives as an argument.'),
    ],
  },
  { files: ['libs/**/*.ts'], walls: [kafka, otherServices, upwards] },
  {
    files: ['libs/platform/**/*.ts'],
    walls: [kafka, otherServices, upwards, wall('^#libs/(messaging|service)/', 'Libraries import downwards only.')],
  },
  { files: ['libs/messaging/**/*.ts'], walls: [otherServices, upwards, wall('^#libs/service/', 'Libraries import downwards only.')] },
  {
    files: ['libs/contracts/**/*.ts', 'libs/calendar/**/*.ts'],
    walls: [kafka, otherServices, upwards, wall('^#libs/(messaging|service|platform)/', 'Contracts and calendar stand at the bottom.')],
  },
  {
    files: ['gateway/**/*.ts'],
    walls: [
      kafka,
      otherServices,
      wall('^#(infra|test)/', 'Infra and tests stand above.'),
      wall('^#libs/(messaging/(?!feed/index$)|service/)', 'The gateway owns nothing but traffic, and hears of facts by the live feed.'),
    ],
  },
  {
    files: ['gateway/{console,widget}/**/*.{ts,tsx}'],
    walls: [
      wall('^(#|node:|(\\.\\./)+(services|libs|infra|test)/)', 'Front ends know the graph alone: its types are in their folder generated.'),
    ],
  },
];

module.exports = {
  walls: rooms.map(({ files, walls }) => ({
    files,
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: walls }] },
  })),
};
