import { Input, Label } from '@digdir/designsystemet-react';
import { type ReactNode, useId } from 'react';

export interface ChoiceProps {
  readonly type: 'radio' | 'checkbox';
  /** Of radio buttons: those of one question have one name. */
  readonly name?: string;
  readonly checked: boolean;
  readonly children: ReactNode;
  onChange(): void;
}

/** A radio button or a box to tick, with its label. */
export function Choice({ children, ...input }: ChoiceProps) {
  const id = useId();
  return (
    <div className="ds-field choice">
      <Input id={id} {...input} />
      <Label weight="regular" htmlFor={id}>
        {children}
      </Label>
    </div>
  );
}
