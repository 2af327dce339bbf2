import './styles/portal.css';
import { beginAsking } from './app/begin-asking.ts';

// A few lines that are here long before the program is: what it will ask for first is on its way meanwhile.
beginAsking();
const { run } = await import('./program.tsx');
run();
