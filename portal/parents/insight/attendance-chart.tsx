import { useSpeech } from '../../language/language-context.tsx';
import { termName } from './attendance.tsx';
import type { Term } from './terms.ts';

const hoursOfDay = 6;
const [row, bar, width, labels] = [40, 14, 320, 18];

/** Bars of days and hours, the term of today first; what it shows stands in the words above and in the table beside it. */
export function AttendanceChart({ terms }: { terms: readonly Term[] }) {
  const speech = useSpeech();
  const oldestLast = terms.map((term) => ({ name: termName(term, speech), days: term.days + term.hours / hoursOfDay }));
  const most = Math.max(1, ...oldestLast.map(({ days }) => days));
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${terms.length * row}`} aria-hidden="true" focusable="false">
      {oldestLast.map(({ name, days }, place) => (
        <g key={name} transform={`translate(0 ${place * row})`}>
          <text y={labels - 4}>{name}</text>
          <rect className="rail" y={labels} width={width} height={bar} rx="3" />
          <rect
            className={place === 0 ? 'bar now' : 'bar'}
            y={labels}
            width={Math.max(2, (days / most) * width)}
            height={bar}
            rx="3"
          />
        </g>
      ))}
    </svg>
  );
}
