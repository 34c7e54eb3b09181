import type { ScriptPage } from '../app/read-scripts';
import type { ScriptProposal } from '../app/read-proposals';
import type { ReplySuggestion } from '../app/suggest-replies';
import type { FoundScript } from '../app/search-scripts';
import type { Script } from '../domain/script';
import type { ScriptCategory } from '../domain/script-category';
import type { ScriptUse } from '../store/script-uses';

export type ScriptParent = Script;
export type ScriptPageParent = ScriptPage;
export type ScriptUseParent = ScriptUse;
export type ScriptProposalParent = ScriptProposal;

/** A category with the others of its shop, among which its neighbours are. */
export interface ScriptCategoryParent extends ScriptCategory {
  readonly all: readonly ScriptCategory[];
}

export type ScriptHitParent = FoundScript;

export type ReplySuggestionParent = ReplySuggestion;
