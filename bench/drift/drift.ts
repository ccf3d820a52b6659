import type { Built } from '../../harness/project/program';
import { loadSuite } from '../../harness/project/suite';
import { doublings } from './doublings';
import { type Observed, observe } from './observe';
import { relationsOf, type SingleRelation } from './relations';
import { difference, reference } from './text';

/** Prints whether what the gated claims bound moves when sizes double, at fixed normalised time. */
export async function drift(build: () => Promise<Built>): Promise<void> {
  const { gates, broken } = loadSuite(await build());
  for (const reason of broken.values()) console.log(`left out: ${reason}`);
  const relations = gates.flatMap(relationsOf);
  for (const family of new Set(relations.map(({ stream }) => stream.family))) {
    await table(
      family.name,
      relations.filter(({ stream }) => stream.family === family),
    );
  }
}

/** One family: rows are relations, columns what doubles. */
async function table(name: string, relations: readonly SingleRelation[]): Promise<void> {
  const { family } = relations[0]!.stream;
  const start = await observe(relations, 'reference', family.reference);
  const doubled: Observed[] = [];
  const doubles = Object.entries(doublings[name] ?? {});
  for (const [size, double] of doubles) {
    doubled.push(await observe(relations, size, double(family.reference as never)));
  }
  const head = ['claim', 'relation', 'reference', ...doubles.map(([size]) => `${size} doubled`)];
  console.log(`\n${name}\n\n| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}`);
  for (const one of relations) {
    const from = start.get(one)!;
    const cells = doubled.map((to) => difference(from, to.get(one)!, one.ofMean));
    console.log(`| ${[one.claim, one.text, reference(from, one.ofMean), ...cells].join(' | ')} |`);
  }
}
