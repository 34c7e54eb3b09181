interface Props {
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** What the server advises about something that it did. */
export const WarningList = ({ warnings }: Props) =>
  warnings.map(({ code, message }) => (
    <p key={`${code} ${message}`} className="note note-warn">
      {message}
    </p>
  ));
