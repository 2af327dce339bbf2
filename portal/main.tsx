import './styles/portal.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';

const place = document.getElementById('portal');
if (!place) throw new Error('the page has no place for the portal');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
