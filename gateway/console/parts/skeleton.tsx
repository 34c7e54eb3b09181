/** Where something will be. It shows after a moment only, so that what comes at once does not flicker. */
export const Skeleton = ({ rows = 6 }: { readonly rows?: number }) => (
  <div className="skeleton" aria-busy="true">
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} />
    ))}
  </div>
);
