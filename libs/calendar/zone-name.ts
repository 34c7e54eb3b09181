import { IANAZone } from 'luxon';

/** The areas of the IANA database that hold places; what stands elsewhere (`Etc/…`, `US/…`, `CST`) is an offset, an alias or an abbreviation. */
const place = /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[\w+-]+(\/[\w-]+)?$/;

/** What people mean by an abbreviation; where it has several meanings, all of them. */
const abbreviations: Readonly<Record<string, readonly string[]>> = {
  CST: ['Asia/Shanghai', 'America/Chicago'],
  CDT: ['America/Chicago'],
  EST: ['America/New_York'],
  EDT: ['America/New_York'],
  MST: ['America/Denver'],
  MDT: ['America/Denver'],
  PST: ['America/Los_Angeles'],
  PDT: ['America/Los_Angeles'],
  BST: ['Europe/London'],
  CET: ['Europe/Berlin'],
  CEST: ['Europe/Berlin'],
  MET: ['Europe/Berlin'],
  EET: ['Europe/Athens'],
  WET: ['Europe/Lisbon'],
  MSK: ['Europe/Moscow'],
  IST: ['Asia/Kolkata', 'Asia/Jerusalem'],
  SGT: ['Asia/Singapore'],
  HKT: ['Asia/Hong_Kong'],
  JST: ['Asia/Tokyo'],
  KST: ['Asia/Seoul'],
  AEST: ['Australia/Sydney'],
  AEDT: ['Australia/Sydney'],
  NZST: ['Pacific/Auckland'],
  BEIJING: ['Asia/Shanghai'],
  CHINA: ['Asia/Shanghai'],
  GMT: ['UTC', 'Europe/London'],
  UTC: ['UTC'],
  UCT: ['UTC'],
  ZULU: ['UTC'],
  Z: ['UTC'],
};

const supported = Intl.supportedValuesOf('timeZone').filter((name) => place.test(name));
const bySpelling = new Map([...supported, 'UTC'].map((name) => [name.toLowerCase(), name]));
const byPlace = new Map(supported.map((name) => [lastPart(name).toLowerCase(), name]));

/** Whether the name is `UTC` or one of the IANA database's `Area/Location` names, as it is spelled there (RES-90). */
export function isZone(name: string): boolean {
  if (name === 'UTC') return true;
  const spelled = bySpelling.get(name.toLowerCase());
  return place.test(name) && IANAZone.isValidZone(name) && (spelled === undefined || spelled === name);
}

/** The zones that somebody may have meant by a name that is none: by its spelling, an abbreviation, an alias or the place alone; `[]` without a guess. */
export function likelyZones(name: string): readonly string[] {
  const wanted = name.trim().replaceAll(' ', '_');
  const spelled = bySpelling.get(wanted.toLowerCase());
  if (spelled !== undefined) return [spelled];
  const known = abbreviations[/^[A-Z]+(?=[A-Z\d]*$)/.exec(lastPart(wanted).toUpperCase())?.[0] ?? ''];
  if (known) return known;
  const meant = aliasOf(wanted) ?? byPlace.get(lastPart(wanted).toLowerCase());
  return meant === undefined ? [] : [meant];
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The place that an alias stands for, such as `PRC` or `US/Pacific`. */
function aliasOf(name: string): string | undefined {
  if (!/^[A-Za-z]/.test(name) || !IANAZone.isValidZone(name)) return undefined;
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
  return isZone(timeZone) ? timeZone : undefined;
}
