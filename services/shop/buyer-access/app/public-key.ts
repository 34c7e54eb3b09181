import { createPublicKey, type KeyObject } from 'node:crypto';
import { AppError } from '#libs/platform/errors';
import type { BuyerTokenKey } from '../domain/buyer-access';

/** A public key as it is kept: one spelling, and the one algorithm it may be used with. Refuses private keys too: nobody should have sent one. */
export function readPublicKey(pem: string): Pick<BuyerTokenKey, 'publicKey' | 'algorithm'> {
  if (!/^\s*-----BEGIN PUBLIC KEY-----/.test(pem)) throw noKey;
  const key = parsed(pem);
  const algorithm = key && algorithmOf(key);
  if (!key || !algorithm) throw noKey;
  return { publicKey: key.export({ type: 'spki', format: 'pem' }).toString(), algorithm };
}

function parsed(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

function algorithmOf({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): BuyerTokenKey['algorithm'] | undefined {
  if (type === 'ec') return details?.namedCurve === 'prime256v1' ? 'ES256' : undefined;
  const bits = type === 'rsa' ? (details?.modulusLength ?? 0) : 0;
  return bits >= 2_048 && bits <= 8_192 ? 'RS256' : undefined;
}

const noKey = new AppError('BAD_USER_INPUT', 'publicKey is no key that tokens can be checked with.', {
  field: 'publicKey',
  expected: 'a public key in PEM (-----BEGIN PUBLIC KEY-----), on P-256, or RSA of 2048 to 8192 bits',
});
