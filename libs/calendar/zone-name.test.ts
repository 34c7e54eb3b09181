import { isZone, likelyZones } from './zone-name';

it.each(['Asia/Shanghai', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'Antarctica/McMurdo', 'UTC'])(
  'RES-90 %s is a zone',
  (name) => {
    expect(isZone(name)).toBe(true);
  },
);

it.each([
  ['CST', ['Asia/Shanghai', 'America/Chicago']],
  ['EST', ['America/New_York']],
  ['est5edt', ['America/New_York']],
  ['SystemV/CST6', ['Asia/Shanghai', 'America/Chicago']],
  ['asia/shanghai', ['Asia/Shanghai']],
  ['ASIA/SHANGHAI', ['Asia/Shanghai']],
  ['America/New York', ['America/New_York']],
  ['Shanghai', ['Asia/Shanghai']],
  ['PRC', ['Asia/Shanghai']],
  ['US/Pacific', ['America/Los_Angeles']],
  ['utc', ['UTC']],
  ['GMT', ['UTC', 'Europe/London']],
  ['Etc/UTC', ['UTC']],
  ['+08:00', []],
  ['Etc/GMT+8', []],
  ['Asia/Nowhere', []],
  ['Mars/Olympus', []],
  ['', []],
  [' ', []],
])('RES-90 %j is none; meant was %j', (name, likely) => {
  expect([isZone(name), likelyZones(name)]).toEqual([false, likely]);
});

it.each([
  ['Asia/Shanghai', true],
  ['America/Argentina/Buenos_Aires', true],
  ['UTC', true],
  ['Asia/Nowhere', false],
  ['+08:00', false],
  ['', false],
  [' Asia/Shanghai', false],
])('RES-54 %j as a zone: %s', (zone, expected) => {
  expect(isZone(zone)).toBe(expected);
});

it('RES-90 every place the runtime knows is a zone', () => {
  const odd = Intl.supportedValuesOf('timeZone').filter((name) => !isZone(name));
  expect(odd.filter((name) => name.includes('/') && !/^(Etc|SystemV|US)\//.test(name))).toEqual([]);
});
