import { createStore, del, get, set } from 'idb-keyval';

const store = createStore('jiedai-drafts', 'drafts');

/** What an agent has typed and not sent, by session: it survives switching, reloading and a crash. */
export const readDraft = async (sessionId: string): Promise<string> => (await get<string>(sessionId, store)) ?? '';

export const keepDraft = (sessionId: string, text: string): Promise<void> =>
  text === '' ? del(sessionId, store) : set(sessionId, text, store);
