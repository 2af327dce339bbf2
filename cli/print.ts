/** Writes a line to standard output. */
export const print = (line = ''): void => void process.stdout.write(`${line}\n`);
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** A plain table: columns as wide as their widest cell, the last one wrapped by the terminal. */
export function table(headings: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ');
  return [line(headings), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

/** A progress line that rewrites itself on a terminal and keeps silent elsewhere. */
export function progressLine(label: string): { update(done: number, total: number): void; end(): void } {
  const terminal = process.stderr.isTTY;
  let shown = -1;
  return {
    update(done, total) {
      if (!terminal || total <= 0) return;
      const percent = Math.min(100, Math.floor((done / total) * 100));
      if (percent === shown) return;
      shown = percent;
      const filled = Math.round(percent / 4);
      process.stderr.write(
        `\r${label} ${'█'.repeat(filled)}${'░'.repeat(25 - filled)} ${String(percent).padStart(3)} %`,
      );
    },
    end() {
      if (terminal && shown >= 0) process.stderr.write('\r\u001b[K');
    },
  };
}
