import { newId } from '#libs/platform/process/ids';
import { openCareHouse, type CareHouse, type CareShop } from './care-house';

let house: CareHouse;
let shop: CareShop;

beforeAll(async () => {
  house = await openCareHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.setClock('2026-03-01T00:00:00Z');
  shop = await house.openShop();
});

interface Flow {
  readonly version: number;
  readonly enabled: boolean;
  readonly steps: readonly object[];
  readonly counts: readonly object[];
}

const flow = async (): Promise<Flow> => {
  const fields =
    'retentionFlow { version enabled steps { kind afterDays } counts { version step pending converted abandoned stopped sent skipped } }';
  return (await shop.read<{ retentionFlow: Flow }>(fields)).retentionFlow;
};
const on = () => shop.act('saveRetentionFlow', { enabled: true }, 'version');
const consents = (buyerId: string, granted = true, at = '2026-02-01T00:00:00Z') =>
  shop.act('recordConsent', { buyerId, medium: 'CHANNEL', granted, at }, 'media', shop.as('CONNECTOR'));
const buys = (buyerId: string, paidAt: string) => shop.order({ buyerId, createdAt: paidAt, paidAt, status: 'PAID_UNSHIPPED' });
const sent = () => shop.told('outreach-requested').map(({ value }) => value['kind']);
const ended = () => shop.told('care-step-done').flatMap(({ type, value }) => (type === 'flow-ended' ? [value['outcome']] : []));
const first = '2026-03-01T02:00:00.000Z';

describe('the flow of the seed', () => {
  let buyerId: string;
  beforeEach(async () => {
    buyerId = newId();
    await on();
    await consents(buyerId);
    await buys(buyerId, first);
  });

  it('CARE-1, CARE-2, CARE-3 a coupon on day 30, an offer on day 60, given up on day 90', async () => {
    await house.at('2026-03-31T01:59:59Z');
    expect(sent()).toEqual([]);
    await house.at('2026-03-31T02:00:00Z');
    expect(sent()).toEqual(['COUPON']);
    await house.at('2026-04-30T02:00:00Z');
    expect(sent()).toEqual(['COUPON', 'OFFER']);
    expect(ended()).toEqual([]);
    await house.at('2026-05-30T02:00:00Z');
    expect([sent(), ended()]).toEqual([['COUPON', 'OFFER'], ['ABANDONED']]);
    expect((await flow()).counts).toMatchObject([
      { version: 1, step: 0, sent: 1 },
      { version: 1, step: 1, sent: 1 },
      { version: 1, step: 2, abandoned: 1, pending: 0 },
    ]);
  });

  it('CARE-4 a purchase ends it: before the coupon, and between coupon and offer; an order that is not paid does not', async () => {
    const early = newId();
    await consents(early);
    await buys(early, first);
    await buys(early, '2026-03-20T02:00:00.000Z');
    expect(ended()).toEqual(['CONVERTED']);
    await house.at('2026-03-31T02:00:00Z');
    await shop.order({ buyerId, createdAt: '2026-04-01T02:00:00.000Z', status: 'NO_ACTIVE_ORDER' });
    expect(ended()).toEqual(['CONVERTED']);
    await buys(buyerId, '2026-04-10T02:00:00.000Z');
    await house.at('2026-06-30T02:00:00Z');
    expect([sent(), ended()]).toEqual([['COUPON'], ['CONVERTED', 'CONVERTED']]);
  });

  it('CARE-4 a purchase that is heard of before the first one ends it as well; nobody is in a flow twice', async () => {
    const [late, other] = [newId(), newId()];
    await consents(late);
    await buys(late, '2026-03-10T02:00:00.000Z');
    await buys(late, first);
    await buys(other, '2026-03-10T02:00:00.000Z');
    await buys(other, first);
    await buys(other, '2026-03-12T02:00:00.000Z');
    expect(ended()).toEqual(['CONVERTED', 'CONVERTED']);
    await house.at('2026-03-31T02:00:00Z');
    expect(sent()).toHaveLength(1);
  });

  it('CARE-10 a refusal stops it at once; consent that comes back counts for what is due then', async () => {
    const ahead = { buyerId, medium: 'CHANNEL', granted: false, at: '2026-03-31T01:59:59Z' };
    expect(await shop.attempt('recordConsent', ahead)).toEqual([{ code: 'BAD_USER_INPUT', field: 'at' }]);
    house.setClock('2026-03-31T01:59:59Z');
    await consents(buyerId, false, '2026-03-31T01:59:59Z');
    await house.at('2026-03-31T02:00:00Z');
    expect(sent()).toEqual([]);
    await consents(buyerId, true, '2026-03-31T02:00:00Z');
    await house.at('2026-04-30T02:00:00Z');
    expect(sent()).toEqual(['OFFER']);
    const { customer } = await shop.read<{ customer: { media: string[]; consents: object[]; outreach: object[] } }>(
      `customer(buyerId: "${buyerId}") { media consents { granted } outreach { kind state } }`,
    );
    expect([customer.media, customer.consents.length, customer.outreach]).toEqual([['CHANNEL'], 3, [{ kind: 'OFFER', state: null }]]);
  });

  it('no step is done twice, however many processes look', async () => {
    for (let n = 0; n < 20; n += 1) {
      const more = newId();
      await consents(more);
      await buys(more, first);
    }
    house.setClock('2026-03-31T02:00:00Z');
    await Promise.all([1, 2, 3].map(() => house.timers().fire()));
    await house.at('2026-03-31T02:00:01Z');
    expect(sent()).toHaveLength(21);
  });

  it('a connector says what became of it, once or again, in any order', async () => {
    await house.at('2026-03-31T02:00:00Z');
    const outreachId = shop.told('outreach-requested')[0]!.value['outreachId'];
    const connector = shop.as('CONNECTOR');
    const report = (reports: readonly object[]) => shop.act('reportOutreach', { reports }, 'changed', connector);
    expect(await report([{ outreachId, state: 'ACCEPTED', at: '2026-03-31T02:00:00Z', issued: 'C-1' }])).toEqual({ changed: 1 });
    expect(await report([{ outreachId, state: 'FAILED', at: '2026-03-31T01:59:00Z', reason: 'x' }])).toEqual({ changed: 0 });
    expect(
      await shop.attempt('reportOutreach', { reports: [{ outreachId: newId(), state: 'FAILED', at: '2026-03-31T01:59:00Z' }] }, connector),
    ).toEqual([{ code: 'MESSAGE_NOT_FOUND', field: 'reports.0.outreachId' }]);
    const { customer } = await shop.read<{ customer: { outreach: object[] } }>(
      `customer(buyerId: "${buyerId}") { outreach { state issued reason } }`,
    );
    expect(customer.outreach).toEqual([{ state: 'ACCEPTED', issued: 'C-1', reason: null }]);
  });

  it('switched off, nothing more is sent to anybody', async () => {
    await shop.act('saveRetentionFlow', { enabled: false }, 'version');
    await house.at('2026-03-31T02:00:00Z');
    expect([sent(), ended()]).toEqual([[], ['STOPPED']]);
  });
});

describe('a flow is data', () => {
  const step = { kind: 'COUPON', medium: 'CHANNEL', afterDays: 7, text: '欢迎回来' };

  it('that is off until the shop switches it on, and whose versions run side by side', async () => {
    expect(await flow()).toMatchObject({
      version: 0,
      enabled: false,
      steps: [
        { kind: 'COUPON', afterDays: 30 },
        { kind: 'OFFER', afterDays: 30 },
      ],
    });
    const [nobody, old, young] = [newId(), newId(), newId()];
    for (const buyerId of [nobody, old, young]) await consents(buyerId);
    await buys(nobody, first);
    await on();
    await buys(old, first);
    await shop.act('saveRetentionFlow', { steps: [step] }, 'version');
    await buys(young, first);
    await house.at('2026-03-08T02:00:00Z');
    expect(shop.told('outreach-requested').map(({ value }) => value['buyerId'])).toEqual([young]);
    await house.at('2026-03-31T02:00:00Z');
    expect(shop.told('outreach-requested').map(({ value }) => value['buyerId'])).toEqual([young, old]);
  });

  it('CARE-9 the third marketing message in 30 days is left out', async () => {
    const buyerId = newId();
    await shop.act('saveRetentionFlow', { enabled: true, steps: [step, step, step, { ...step, afterDays: 60 }] }, 'version');
    await consents(buyerId);
    await buys(buyerId, first);
    for (const day of ['08', '15', '22']) await house.at(`2026-03-${day}T02:00:00Z`);
    expect(sent()).toHaveLength(2);
    await house.at('2026-05-21T02:00:00Z');
    expect(sent()).toHaveLength(3);
  });

  it('names what is wrong with it, and nothing is saved', async () => {
    const sms = { ...step, medium: 'SMS' };
    const save = (input: object) => shop.attempt('saveRetentionFlow', input);
    expect(await save({ steps: [{ ...step, afterDays: -1 }] })).toEqual([{ code: 'BAD_USER_INPUT', field: 'steps.0.afterDays' }]);
    expect(await save({ steps: [] })).toEqual([{ code: 'BAD_USER_INPUT', field: 'steps' }]);
    expect(await save({ steps: [step, sms] })).toEqual([{ code: 'SENDER_MISSING', field: 'steps.1.text' }]);
    expect(await save({ steps: [{ ...sms, text: '【S】欢迎回来' }] })).toEqual([{ code: 'OPT_OUT_MISSING', field: 'steps.0.text' }]);
    expect(await save({ abandonAfterDays: 366 })).toEqual([{ code: 'BAD_USER_INPUT', field: 'abandonAfterDays' }]);
    expect(await flow()).toMatchObject({ version: 0 });
    expect(await save({ steps: [{ ...sms, text: '【S】欢迎回来，退订回T' }] })).toEqual([]);
  });
});
