import { type ReactNode, useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date' | 'search';
  /** So many lines, where it is more than one. */
  readonly lines?: number;
  readonly max?: string;
}

export function TextField({ label, hint, value, onChange, type = 'text', lines, max }: TextFieldProps) {
  const id = useId();
  const described = hint ? `${id}-hint` : undefined;
  return (
    <div className="ds-field">
      <label className="ds-label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <p id={described} className="subtle field-hint">
          {hint}
        </p>
      )}
      {lines ? (
        <textarea
          id={id}
          className="ds-input"
          rows={lines}
          maxLength={10_000}
          value={value}
          aria-describedby={described}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <input
          id={id}
          className="ds-input"
          type={type}
          max={max}
          value={value}
          aria-describedby={described}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </div>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps extends FieldProps {
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
}

export function SelectField({ label, value, choices, onChange }: SelectFieldProps) {
  const id = useId();
  return (
    <div className="ds-field">
      <label className="ds-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="ds-input" value={value} onChange={({ target }) => onChange(target.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** One of several, all of them seen at once. */
export function RadioField({ label, value, choices, onChange }: SelectFieldProps) {
  const name = useId();
  return (
    <FieldGroup label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input
            type="radio"
            className="ds-input"
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </FieldGroup>
  );
}

interface CheckFieldProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function CheckField({ label, checked, onChange }: CheckFieldProps) {
  return (
    <label className="choice">
      <input
        type="checkbox"
        className="ds-input"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

interface SeveralFieldProps<Value extends string> {
  readonly label: string;
  readonly choices: ReadonlyArray<{ readonly value: Value; readonly label: string }>;
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: readonly Value[]) => void;
}

/** Any number of several, all of them seen at once; what is chosen is in the order of choosing. */
export function SeveralField<Value extends string>({ label, choices, chosen, onChange }: SeveralFieldProps<Value>) {
  return (
    <FieldGroup label={label}>
      {choices.map((choice) => (
        <CheckField
          key={choice.value}
          label={choice.label}
          checked={chosen.includes(choice.value)}
          onChange={(checked) =>
            onChange(checked ? [...chosen, choice.value] : chosen.filter((one) => one !== choice.value))
          }
        />
      ))}
    </FieldGroup>
  );
}

export function FieldGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="ds-fieldset">
      <legend className="ds-label">{label}</legend>
      <div className="stack tight">{children}</div>
    </fieldset>
  );
}
