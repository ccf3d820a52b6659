/**
 * `node api-each.mjs [[arguments of tools/api.mjs], …]`: runs the generator once for each list, in one process, since loading TypeDoc
 * takes as long as a small package. Prints what each run said and how it went, as JSON.
 */
const said = [];
const each = [];
const { write } = process.stdout;
for (const stream of [process.stdout, process.stderr]) stream.write = (text) => said.push(String(text)) > 0;
for (const [i, args] of JSON.parse(process.argv[2]).entries()) {
  process.argv = [...process.argv.slice(0, 2), ...args];
  process.exitCode = undefined;
  await import(`../api.mjs?${i}`);
  each.push({ status: process.exitCode, text: said.splice(0).join('') });
}
process.exitCode = 0;
write.call(process.stdout, JSON.stringify(each));
