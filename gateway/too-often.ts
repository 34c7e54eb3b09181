import { AppError } from '#libs/platform/errors';
import { HttpRefusal } from '#libs/platform/http/http-refusal';

/** Asked too often: 429, and in how many seconds it is worth another try. */
export function tooOften(message: string, seconds: number): HttpRefusal {
  const whole = String(Math.ceil(seconds));
  return new HttpRefusal(429, new AppError('RATE_LIMITED', message, { expected: `another try in ${whole} s` }), { 'retry-after': whole });
}
