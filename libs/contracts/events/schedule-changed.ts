import { commonProperties, commonRequired, count, id, instant, nullableId, nullableInstant } from '../common-fields';
import { oneOf } from '../one-of';

/** Minutes from local midnight; end ≤ start means the window runs past midnight and belongs to its start date (SCH-8). */
export const timeWindow = {
  type: 'object',
  properties: {
    start: { type: 'integer', minimum: 0, maximum: 1439 },
    end: { type: 'integer', minimum: 0, maximum: 1440 },
  },
  required: ['start', 'end'],
} as const;

const windows = { type: 'array', items: timeWindow } as const;
const week = { type: 'array', items: windows, minItems: 7, maxItems: 7 } as const;
const name = { type: 'string' } as const;
const date = { type: 'string', format: 'date' } as const;
const year = { type: 'integer', minimum: 1, maximum: 9999 } as const;

/** Dates of the shop's zone, both included. */
const span = { name, from: date, to: date } as const;
const dates = { type: 'array', items: { type: 'object', properties: { name, date }, required: ['name', 'date'] } } as const;

const holidayTable = {
  type: ['object', 'null'],
  properties: { fromYear: year, toYear: year, holidays: dates, workdays: dates },
  required: ['fromYear', 'toYear', 'holidays', 'workdays'],
} as const;

const holidays = {
  type: ['object', 'null'],
  properties: {
    rule: oneOf('CLOSED', 'AS_WEEKEND', 'AS_WEEKDAY', 'AS_CUSTOM', 'IGNORE'),
    windows,
    followMakeUpWorkdays: { type: 'boolean' },
    makeUpDay: { type: 'integer', minimum: 1, maximum: 7 },
    table: holidayTable,
  },
  required: ['rule', 'windows', 'followMakeUpWorkdays', 'makeUpDay', 'table'],
} as const;

const channel = oneOf('NOTICE_BOARD', 'OFFICIAL_ACCOUNT', 'SHOP_HOME');

export const scheduleChanged = {
  /**
   * One version of a shop's reception hours, or of one of its groups'. `weekly` has seven lists, Monday first; null = no limit by week (SCH-10). An absent
   * list of seasons, ranges or closures is an empty one, absent holidays are ignored ones.
   */
  snapshot: {
    type: 'object',
    properties: {
      ...commonProperties,
      version: { ...count, minimum: 1 },
      effectiveFrom: instant,
      savedAt: instant,
      weekly: { ...week, type: ['array', 'null'] },
      seasons: {
        type: 'array',
        items: { type: 'object', properties: { ...span, weekly: week }, required: ['name', 'from', 'to', 'weekly'] },
      },
      ranges: { type: 'array', items: { type: 'object', properties: { ...span, windows }, required: ['name', 'from', 'to', 'windows'] } },
      closures: { type: 'array', items: { type: 'object', properties: span, required: ['name', 'from', 'to'] } },
      holidays,
      groupId: nullableId,
      followsShop: { type: 'boolean' },
      closedNotice: { type: ['string', 'null'] },
      by: { type: ['string', 'null'] },
      reason: { type: ['string', 'null'] },
    },
    required: [...commonRequired, 'version', 'effectiveFrom', 'savedAt', 'weekly', 'closedNotice', 'by', 'reason'],
  },
  /** A planned version was taken back before it began: it never acts. */
  withdrawn: {
    type: 'object',
    properties: { ...commonProperties, version: { ...count, minimum: 1 }, groupId: nullableId },
    required: [...commonRequired, 'version', 'groupId'],
  },
  /** Buyers are to be told of a version of the hours: connectors bring the text to these channels and report what became of it. */
  announcement: {
    type: 'object',
    properties: {
      ...commonProperties,
      announcementId: id,
      version: { ...count, minimum: 1 },
      channels: { type: 'array', items: channel },
      text: { type: 'string' },
      textEn: { type: 'string' },
      effectiveFrom: instant,
    },
    required: [...commonRequired, 'announcementId', 'version', 'channels', 'text', 'textEn', 'effectiveFrom'],
  },
  /** A published announcement was taken back: connectors take it away. */
  'announcement-cancelled': {
    type: 'object',
    properties: { ...commonProperties, announcementId: id, channels: { type: 'array', items: channel } },
    required: [...commonRequired, 'announcementId', 'channels'],
  },
  /** Who works on one date of the shop's zone, those on leave left out; the shifts that start on it, by their instants. A higher revision is newer. */
  roster: {
    type: 'object',
    properties: {
      ...commonProperties,
      revision: { ...count, minimum: 1 },
      date,
      shifts: {
        type: 'array',
        items: {
          type: 'object',
          properties: { agent: id, from: instant, to: instant, groupId: nullableId },
          required: ['agent', 'from', 'to', 'groupId'],
        },
      },
    },
    required: [...commonRequired, 'revision', 'date', 'shifts'],
  },
  /** The shop is open or closed by hand from `from` to `to` (null = until lifted); `override` null = that was lifted. The higher revision counts. */
  override: {
    type: 'object',
    properties: {
      ...commonProperties,
      revision: { ...count, minimum: 1 },
      override: {
        type: ['object', 'null'],
        properties: { open: { type: 'boolean' }, from: instant, to: nullableInstant, reason: { type: 'string' } },
        required: ['open', 'from', 'to', 'reason'],
      },
    },
    required: [...commonRequired, 'revision', 'override'],
  },
} as const;
