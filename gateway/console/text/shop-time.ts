import { useContext, useMemo } from 'react';
import { useViewer } from '../session/viewer';
import { LanguageContext } from './language-context';

/** Instants as people of the shop say them: in the shop's zone, whatever this machine's is. */
export interface ShopTime {
  /** 19:00 today, otherwise with the date. */
  short(instant: string | number): string;
  /** 10:02. */
  clock(instant: string | number): string;
  /** Date and time in full. */
  full(instant: string | number): string;
}

/** The shop's zone; the usual one while it cannot be read. */
export const useShopZone = (): string => useViewer().shop.timeZone ?? 'Asia/Shanghai';

export function useShopTime(): ShopTime {
  const { language } = useContext(LanguageContext);
  const zone = useShopZone();
  return useMemo(() => shopTime(language, zone), [language, zone]);
}

export function shopTime(language: string, timeZone: string, now: () => number = Date.now): ShopTime {
  const form = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone, hour12: false, ...options });
  const clock = form({ hour: '2-digit', minute: '2-digit' });
  const day = form({ month: 'numeric', day: 'numeric' });
  const full = form({ dateStyle: 'medium', timeStyle: 'medium' });
  const at = (instant: string | number) => new Date(instant);
  return {
    clock: (instant) => clock.format(at(instant)),
    short: (instant) =>
      day.format(at(instant)) === day.format(now()) ? clock.format(at(instant)) : `${day.format(at(instant))} ${clock.format(at(instant))}`,
    full: (instant) => full.format(at(instant)),
  };
}
