import { deflateSync, crc32 } from 'node:zlib';
import fc from 'fast-check';
import { checkUpload, maxUploadBytes, uploadTypes } from './check-upload';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A sound PNG that says it has this many pixels. */
const png = (width = 2, height = 3): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(6))), chunk('IEND', Buffer.alloc(0))]);
};
const jpeg = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080003000201011100', 'hex'),
  Buffer.from('ffda0008010100003f00d2cf20ffd9', 'hex'),
]);
const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.from([2, 0, 3, 0, 0, 0, 0, 0x3b])]);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
/** An empty archive: its index alone, with a comment. */
const zip = (comment = ''): Buffer => {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, Buffer.from(comment)]);
};

test.each([
  ['image/png', png(), 2, 3],
  ['image/jpeg', jpeg, 2, 3],
  ['image/gif', gif, 2, 3],
  ['application/pdf', pdf, null, null],
])('SES-3 %s is known by its bytes, with its size in pixels and its digest', async (contentType, bytes, width, height) => {
  const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/) as unknown;
  expect(await checkUpload(bytes, undefined)).toEqual({ contentType, size: bytes.length, sha256, width, height });
  expect(await checkUpload(bytes, contentType)).toMatchObject({ contentType });
});

const svg = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
test.each([
  ['nothing', Buffer.alloc(0), undefined, /empty/],
  ['an SVG', svg, 'image/svg+xml', /type is not taken/],
  ['an SVG that says it is a PNG', svg, 'image/png', /type is not taken/],
  ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 'text/html', /type is not taken/],
  ['a program', Buffer.from('MZ'.padEnd(200, '\0')), undefined, /type is not taken/],
  ['an archive', zip(), 'application/zip', /type is not taken/],
  ['a text', Buffer.from('hello'), 'text/plain', /type is not taken/],
  ['a PNG that says it is a JPEG', png(), 'image/jpeg', /not what content-type says/],
  ['a PNG that is cut off', png().subarray(0, -5), 'image/png', /cut off/],
  ['a JPEG that is cut off', jpeg.subarray(0, -1), undefined, /cut off/],
  ['a JPEG with an archive behind it', Buffer.concat([jpeg, zip()]), 'image/jpeg', /behind its end/],
  [
    'a JPEG that ends the comment of an archive',
    Buffer.concat([jpeg, zip('\u0000\u0000').subarray(0, 22), Buffer.from([0xff, 0xd9])]),
    undefined,
    /archive/,
  ],
  ['a PDF with an archive in it', Buffer.concat([pdf, zip('x')]), 'application/pdf', /archive/],
  ['a bomb of many pixels', png(16_000, 16_000), undefined, /too many pixels/],
  ['a bomb of one long side', png(16_385, 1), undefined, /too many pixels/],
  ['an image without pixels', png(0, 3), undefined, /cannot be read/],
  ['a file that is too large', Buffer.concat([png(), Buffer.alloc(maxUploadBytes)]), undefined, /too large/],
])('SES-3 %s is refused, and says what would be right', async (_what, bytes, said, message) => {
  expect(await checkUpload(bytes, said)).toMatchObject({
    outcome: 'refused',
    code: 'BAD_USER_INPUT',
    field: 'body',
    message: expect.stringMatching(message) as unknown,
    expected: expect.stringMatching(/./) as unknown,
  });
});

test('SES-3 an image of the most pixels is taken', async () => {
  expect(await checkUpload(png(10_000, 5_000), undefined)).toMatchObject({ width: 10_000, height: 5_000 });
});

test('SES-3 whatever is sent, it is taken as one of the types or refused, and never ends the process', async () => {
  const seeds = fc.constantFrom(png(), jpeg, gif, pdf, zip(), svg);
  const mangled = fc.tuple(seeds, fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 8 }), fc.nat(400)).map(([seed, bytes, cut]) => {
    const copy = Buffer.from(seed);
    for (const [at, byte] of bytes) copy[at % copy.length] = byte;
    return cut < copy.length ? copy.subarray(0, cut) : copy;
  });
  const anything = fc.oneof(
    mangled,
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (bytes) => {
      const checked = await checkUpload(bytes, undefined);
      expect('contentType' in checked ? uploadTypes.includes(checked.contentType) : checked.code === 'BAD_USER_INPUT').toBe(true);
    }),
    { numRuns: 500 },
  );
});
