export { createLiveFeed, type LiveFeed, type LiveFeedOptions } from './live-feed';
export type { FactNote } from './fact-note';
