// The process that turns one job into one PDF: JSON on standard input, bytes on standard output. It runs by itself,
// from the sources as well as from the bundle, and so imports nothing of the project.
import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

export type TypstJob = {
  template: string;
  data: string;
  standard: 'ua-1' | 'a-2a';
  fonts: readonly string[];
  /** Seconds since 1970. */
  timestamp: number;
};

function main(): void {
  const job: TypstJob = JSON.parse(readFileSync(0, 'utf8'));
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: job.fonts.map((path) => readFileSync(path)) }] });
  const compiled = compiler.compile({ mainFileContent: job.template, inputs: { data: job.data } });
  const document = compiled.result;
  if (!document) {
    complain(compiled.takeError()?.shortDiagnostics ?? []);
    return;
  }
  try {
    const pdf = compiler.pdf(document, { pdfStandard: job.standard, pdfTags: true, creationTimestamp: job.timestamp });
    process.stdout.write(pdf);
  } catch (error) {
    complain([error instanceof Error ? error.message : String(error)]);
  }
}

/** Typst quotes the offending text in back-ticks; that text is people's, and complaints end in a log. */
function complain(diagnostics: readonly unknown[]): void {
  const lines = diagnostics.map((diagnostic) => {
    const words = typeof diagnostic === 'string' ? diagnostic : JSON.stringify(diagnostic);
    return words.replace(/`[^`]*`?/g, '`…`').slice(0, 600);
  });
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = 2;
}

main();
