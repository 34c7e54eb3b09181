import { isZone } from '#libs/calendar/index';
import { AppError } from '#libs/platform/errors';

/** The zone a shop is created in; refuses what the IANA database does not know. */
export function zoneOf(timeZone: string | null | undefined): string {
  const zone = timeZone ?? 'Asia/Shanghai';
  if (!isZone(zone))
    throw new AppError('INVALID_ZONE', `${zone} is no time zone.`, {
      field: 'timeZone',
      expected: 'an IANA zone, for example Asia/Shanghai',
    });
  return zone;
}
