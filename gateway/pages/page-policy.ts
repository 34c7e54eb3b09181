/**
 * What a page of ours may do: nothing comes from elsewhere, no script is written into the page, and no text becomes markup. The kit writes styles at run time,
 * which the nonce of the answer allows. `ancestors` are the origins whose pages may hold it in a frame.
 */
export const pagePolicy = (nonce: string, ancestors: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors.length === 0 ? "'none'" : ["'self'", ...ancestors].join(' ')}`,
    "require-trusted-types-for 'script'",
  ].join('; ');
