/** An amount with its currency. Minor units are hundredths, or what the currency has. */
export function moneyText({ minorUnits, currency }: { readonly minorUnits: number; readonly currency: string }): string {
  const form = new Intl.NumberFormat(undefined, { style: 'currency', currency });
  const digits = form.resolvedOptions().maximumFractionDigits ?? 2;
  return form.format(minorUnits / 10 ** digits);
}
