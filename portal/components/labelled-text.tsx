import { Label, Textarea } from '@digdir/designsystemet-react';
import { useId } from 'react';

export interface LabelledTextProps {
  readonly label: string;
  readonly rows: number;
  readonly maxLength: number;
  readonly value: string;
  readonly required?: boolean;
  /** The id of what explains it. */
  readonly describedBy?: string;
  onChange(value: string): void;
}

/** A field of many lines, with its label. */
export function LabelledText({ label, describedBy, onChange, ...input }: LabelledTextProps) {
  const id = useId();
  return (
    <div className="stack tight">
      <Label htmlFor={id}>{label}</Label>
      <Textarea id={id} {...input} aria-describedby={describedBy} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
