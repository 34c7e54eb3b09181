import * as ipaddr from 'ipaddr.js';

/** Whether an address is one of the public internet's: no private, loopback, link-local, shared, reserved or tunnelled one. */
export const isPublicAddress = (address: string): boolean => ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
