import { createContext, useContext } from 'react';
import type { LiveHub } from './live-hub';

export const LiveContext = createContext<LiveHub | undefined>(undefined);

export function useLiveHub(): LiveHub {
  const hub = useContext(LiveContext);
  if (!hub) throw new Error('Streams are known below the login only.');
  return hub;
}
