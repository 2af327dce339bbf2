/** What came of sending a file: the upload's id, or why the hub did not take it. */
export type Sent =
  | { readonly state: 'taken'; readonly id: string }
  | { readonly state: 'refused'; readonly code: string }
  | { readonly state: 'unreachable' };

/**
 * Sends a file as it is to the hub's endpoint for rosters, and tells how much of it is on its way (0–1). `fetch` cannot tell that of
 * what it sends.
 */
export function sendRoster(file: File, onProgress: (share: number) => void): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/uploads/rosters');
    request.responseType = 'json';
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('oppvekst-file-name', encodeURIComponent(file.name));
    request.setRequestHeader('oppvekst-purpose', 'administration');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('error', () => resolve({ state: 'unreachable' }));
    request.addEventListener('load', () => resolve(readAnswer(request)));
    request.send(file);
  });
}

interface Answer {
  readonly id?: string;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

function readAnswer({ status, response }: XMLHttpRequest): Sent {
  const { id, errors = [] } = (response ?? {}) as Answer;
  if (status === 202 && id !== undefined) return { state: 'taken', id };
  return { state: 'refused', code: errors[0]?.extensions.code ?? 'FAILED' };
}
