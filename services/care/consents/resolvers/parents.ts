import type { Consent } from '../store/consent-tables';

export type ConsentParent = Consent;
