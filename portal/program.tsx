import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';

/** Puts the pages where the document has a place for them. */
export function run(): void {
  const place = document.getElementById('portal');
  if (!place) throw new Error('the page has no place for the portal');
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
