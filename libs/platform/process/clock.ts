import { readFileSync } from 'node:fs';

/** Business time. Tokens, timeouts, polls and back-off use the machine's clock instead (ADR 8). */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const maxAgeMs = 50;

type Setting = { at: string } | { offsetMs: number };

/**
 * A clock that follows a file: `{"at": "<instant>"}` stands still there, `{"offsetMs": n}` runs shifted. Changes act within 50 ms.
 * An unreadable or half-written file keeps the last good setting, so that a rewrite never throws in the middle of a command.
 */
export function fileClock(path: string, machine: () => number = Date.now): Clock {
  let setting: Setting = { offsetMs: 0 };
  let readAt = -Infinity;
  return {
    now: () => {
      const now = machine();
      if (now - readAt >= maxAgeMs) {
        readAt = now;
        setting = readSetting(path) ?? setting;
      }
      return 'at' in setting ? new Date(setting.at) : new Date(now + setting.offsetMs);
    },
  };
}

function readSetting(path: string): Setting | undefined {
  try {
    const parsed = JSON.parse(readFileSync(path, 'utf8')) as Partial<{ at: string; offsetMs: number }>;
    if (typeof parsed.at === 'string' && !Number.isNaN(Date.parse(parsed.at))) return { at: parsed.at };
    if (typeof parsed.offsetMs === 'number' && Number.isFinite(parsed.offsetMs)) return { offsetMs: parsed.offsetMs };
    return undefined;
  } catch {
    return undefined;
  }
}
