/** The network that counts as one address: who has one address of IPv6 has all of its /64. */
export const networkOf = (address: string): string =>
  /^::ffff:|^[^:]*$/i.test(address) ? address : address.split(':').slice(0, 4).join(':');
