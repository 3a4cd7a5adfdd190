// typst.mjs FONTS SOURCE…: each source to a PDF beside it, in one process.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';

const { NodeCompiler } = createRequire(process.cwd() + '/')('@myriaddreamin/typst-ts-node-compiler');
const [fonts, ...sources] = process.argv.slice(2);
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [fonts] }] });
for (const source of sources) {
  const pdf = compiler.pdf({ mainFileContent: readFileSync(source, 'utf8') });
  writeFileSync(source.replace(/\.typ$/, '.pdf'), pdf);
}
