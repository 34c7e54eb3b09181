import fc from 'fast-check';
import { newId } from '../process/ids';
import { linkMs, openLink, signedLink } from './signed-link';
import { readTicket, ticketMs, writeTicket, type Upload } from './upload-ticket';

const [secret, older, now] = ['s'.repeat(32), 'o'.repeat(32), Date.UTC(2026, 2, 2)];
const [shopId, id] = [newId(), newId()];
const attachment = { id, contentType: 'image/png', size: 9, sha256: 'a', width: 2, height: 3, name: '截图 1&seal=x.png' };
const upload: Upload = { shopId, buyer: { channel: 'WEB', externalId: 'b1' }, attachment };

test('SES-3 a link opens its file for 15 minutes, also while secrets change', () => {
  const link = signedLink(shopId, attachment, older, now);
  const opened = { shopId, id, contentType: 'image/png', name: attachment.name };
  expect(openLink(link, [secret, older], now + linkMs)).toEqual(opened);
  expect(openLink(link, [secret, older], now + linkMs + 1)).toBeUndefined();
  expect(openLink(link, [secret], now)).toBeUndefined();
});

test('SES-3 an upload is put into a message within a day', () => {
  const ticket = writeTicket(upload, secret, now);
  expect(readTicket(ticket, [secret], now + ticketMs)).toEqual(upload);
  expect(readTicket(ticket, [secret], now + ticketMs + 1)).toBeUndefined();
  expect(readTicket(ticket, [older], now)).toBeUndefined();
});

test('INV-6 nobody makes up a link or a ticket, changes one, or uses one for the other', () => {
  const [link, ticket] = [signedLink(shopId, attachment, secret, now), writeTicket(upload, secret, now)];
  expect(openLink(link.replace(shopId, newId()), [secret], now)).toBeUndefined();
  const changed = (text: string, at: number): string => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
  fc.assert(
    fc.property(fc.nat(), (at) => {
      const other = changed(link, at % link.length);
      if (!/[AB]$/.test(other.slice(-1))) expect(openLink(other, [secret], now)).toBeUndefined();
      const forged = changed(ticket, at % (ticket.length - 1));
      expect(readTicket(forged, [secret], now)).toBeUndefined();
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) =>
      expect([openLink(text, [secret], now), readTicket(text, [secret], now)]).toEqual([undefined, undefined]),
    ),
  );
});
