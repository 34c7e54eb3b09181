import { isZone, likelyZones } from '#libs/calendar/index';
import { refuse, type Refusal } from '#libs/platform/errors';

/** The zone of a shop (RES-90). A refusal names the zone that was probably meant. */
export function parseZone(name: string): string | Refusal {
  if (isZone(name)) return name;
  const expected = likelyZones(name).join(' or ') || 'a name of the IANA database such as Asia/Shanghai, or UTC';
  return refuse('INVALID_ZONE', 'This is no name of a time zone.', { field: 'timeZone', expected });
}
