import type { LatePage } from '../app/read-late-logins';
import type { LateLogin } from '../domain/late-logins';

export type LateLoginParent = LateLogin;
export type LatePageParent = LatePage;
