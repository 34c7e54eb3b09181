import { useState } from 'react';
import { post } from '../api/ask';
import type { ReportInput } from '../generated/graphql';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { figuresTexts } from './figures-texts';

/** The same figures as a file, by the same arguments. */
export function ExportButton({ input }: { readonly input: ReportInput }) {
  const t = useTexts(figuresTexts);
  const { shop } = useViewer();
  const [state, setState] = useState<'READY' | 'BUSY' | 'FAILED'>('READY');
  const save = async () => {
    setState('BUSY');
    try {
      const response = await post('/exports/report', { shopId: shop.id, format: 'CSV', bom: true, input });
      if (!response.ok) throw new Error(String(response.status));
      offer(await response.blob(), `${input.from}_${input.to}.csv`);
      setState('READY');
    } catch {
      setState('FAILED');
    }
  };
  return (
    <div className="row">
      <button type="button" disabled={state === 'BUSY'} onClick={() => void save()}>
        {state === 'BUSY' ? t.exporting : t.exportCsv}
      </button>
      {state === 'FAILED' && <p role="alert">{t.exportFailed}</p>}
    </div>
  );
}

function offer(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
