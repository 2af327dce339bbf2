import { useState } from 'react';
import { useClient } from 'urql';
import { failureOf } from '../../graph/failures.ts';
import { CollectExport } from '../../graph/operations.generated.ts';
import type { Outcome } from '../../graph/use-deed.ts';

/** An export in both its forms: for machines, and a page of HTML to read and to print. */
export interface ExportFile {
  readonly json: string;
  readonly html: string;
}

/** Gets an export that was looked through. It may be got as often as one likes, so that there is no idempotency key. */
export function useExportFile() {
  const client = useClient();
  const [collecting, setCollecting] = useState(false);
  const collect = async (exportId: string): Promise<Outcome<ExportFile>> => {
    setCollecting(true);
    try {
      const { data, error } = await client.mutation(CollectExport, { exportId }).toPromise();
      const { file, userErrors = [] } = data?.collectExport ?? {};
      if (userErrors.length > 0) return { state: 'refused', errors: userErrors };
      if (file?.html == null || file.json == null)
        return { state: 'failed', failure: error ? failureOf(error) : { kind: 'failed' } };
      return { state: 'done', data: { html: file.html, json: file.json } };
    } finally {
      setCollecting(false);
    }
  };
  return { collect, collecting };
}
