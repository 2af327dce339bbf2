import type { Command } from 'commander';
import { exitCodes } from '../exit.ts';
import { print } from '../print.ts';

export function addCompose(program: Command): void {
  program
    .command('compose')
    .description(
      'compose the subgraphs and write every file that is made from the code (supergraph, event schemas, references)',
    )
    .option('--check', 'change nothing; exit 1 when a committed file is not current')
    .action(async ({ check }: { check?: boolean }) => {
      const { staleFiles, writeGeneratedFiles } = await import('../check/generated.ts');
      if (!check) {
        const written = await writeGeneratedFiles();
        return print(written.length > 0 ? `Written: ${written.join(', ')}` : 'Everything is current.');
      }
      const stale = await staleFiles();
      if (stale.length === 0) return print('Everything is current.');
      print(`Not current: ${stale.join(', ')}. Run \`oppvekst compose\`.`);
      process.exitCode = exitCodes.refused;
    });
}
