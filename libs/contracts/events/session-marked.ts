import { commonProperties, commonRequired, count, id } from '../common-fields';

/** Somebody of the shop marked a session or put a note on it: what holds from then on. The note and the tags stay with the session service. */
export const sessionMarked = {
  marked: {
    type: 'object',
    properties: {
      ...commonProperties,
      sessionId: id,
      by: id,
      difficult: { type: 'boolean' },
      solved: { type: 'boolean' },
      tags: count,
      noteLength: count,
    },
    required: [...commonRequired, 'sessionId', 'by', 'difficult', 'solved', 'tags', 'noteLength'],
  },
} as const;
