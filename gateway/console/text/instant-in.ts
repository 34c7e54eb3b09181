/** The instant of a local time in a zone. A time that the clocks jump over is the instant that many minutes after the jump began. */
export function instantIn(timeZone: string, local: string): string {
  const asUtc = Date.parse(`${local}Z`);
  const offset = (instant: number): number => Date.parse(`${wallClock(timeZone, instant)}Z`) - instant;
  const first = asUtc - offset(asUtc);
  return new Date(asUtc - offset(first)).toISOString();
}

const wallClock = (timeZone: string, instant: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(instant).replace(' ', 'T');
