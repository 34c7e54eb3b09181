import { useEffect, useState } from 'react';
import { serverClock } from './server-clock';

/** The business clock, looked at again every second. */
export function useNow(everyMs = 1_000): number {
  const [now, setNow] = useState(() => serverClock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(serverClock.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
