// The package's own types tell of another form of module than Node reads it as.
declare module '@messageformat/core/messageformat.js' {
  export default class MessageFormat {
    constructor(locale: string);
  }
}
declare module '@messageformat/core/compile-module.js' {
  import type MessageFormat from '@messageformat/core/messageformat.js';

  /** The source of a JavaScript module with a function for each message. Throws a SyntaxError for what is no ICU message. */
  export default function compileModule(format: MessageFormat, messages: Readonly<Record<string, string>>): string;
}
