import { Input, Label } from '@digdir/designsystemet-react';
import { useId } from 'react';

export interface LabelledInputProps {
  readonly label: string;
  readonly type?: 'text' | 'date' | 'time' | 'month';
  readonly value: string;
  readonly maxLength?: number;
  readonly required?: boolean;
  onChange(value: string): void;
}

/** A field of one line, with its label. */
export function LabelledInput({ label, onChange, ...input }: LabelledInputProps) {
  const id = useId();
  return (
    <div className="stack tight">
      <Label htmlFor={id}>{label}</Label>
      <Input id={id} {...input} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
