import { usualSettings } from '../../figures/domain/figure-settings';
import type { OwnSettings } from './settings-version';

const { faqOnlySessions: _policy, quickReplySeconds: _too, ...own } = usualSettings;

/** What holds where a shop has set nothing. */
export const usualOwnSettings: OwnSettings = own;

/** The settings with what is named changed. */
export const changed = (values: OwnSettings, change: { readonly [S in keyof OwnSettings]?: OwnSettings[S] | undefined }): OwnSettings => ({
  ...values,
  ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
});
