/** For what is parsed once in a process: zod would otherwise compile a parser first, which costs more than it saves. */
export const onceParsed = { jitless: true } as const;
