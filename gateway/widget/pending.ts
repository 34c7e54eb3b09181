/** A message on its way. Its id is the channel's id of the message: sent again, it is recorded once. */
export interface Pending {
  readonly id: string;
  readonly text: string;
  readonly attachments: readonly string[];
  readonly failed: boolean;
}

export type PendingAction =
  { readonly type: 'ADD'; readonly message: Omit<Pending, 'failed'> } | { readonly type: 'FAIL' | 'AGAIN' | 'DONE'; readonly id: string };

export function pendingAfter(list: readonly Pending[], action: PendingAction): readonly Pending[] {
  switch (action.type) {
    case 'ADD':
      return [...list, { ...action.message, failed: false }];
    case 'DONE':
      return list.filter(({ id }) => id !== action.id);
    default:
      return list.map((each) => (each.id === action.id ? { ...each, failed: action.type === 'FAIL' } : each));
  }
}
