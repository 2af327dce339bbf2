const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A piece of HTML that is finished: it is put into another one as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
type Value = Html | string | number | readonly Html[];

const textOf = (value: Value): string => {
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number')
    return String(value).replace(/[&<>"']/g, (found) => escapes[found] ?? '');
  return value.map((piece) => piece.text).join('');
};

/** HTML from a template; whatever is put into it is shown as text, unless it came from here. */
export const html = (pieces: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(pieces.map((piece, index) => piece + (index < values.length ? textOf(values[index] ?? '') : '')).join(''));
