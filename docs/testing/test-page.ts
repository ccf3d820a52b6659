import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { blocksOf, type PageBlock } from './blocks';
import { patched } from './patched';
import { missing } from './shown';
import { type UserProject, workspace } from './workspace';

/** What a block is tried on: the project so far, and what its last commands printed. */
interface State {
  readonly project: UserProject;
  output: string;
}

/**
 * A test per block of a Markdown page, in a temporary project of its own that grows from block to block. Returns how later
 * tests of the same file get at that project. `illustrations` is the number of blocks that are neither run nor checked.
 */
export function testPage(path: string, { illustrations = 0 } = {}): () => UserProject {
  const page = basename(path);
  const blocks = blocksOf(readFileSync(path, 'utf8'), page);
  let state: State;
  let failed: string | undefined;
  beforeAll(() => {
    state = { project: workspace(), output: '' };
  });
  afterAll(() => state.project.remove());

  test(`${page}: ${illustrations} of its blocks are not tried`, () => {
    expect(blocks.filter(({ kind }) => kind === 'illustration')).toHaveLength(illustrations);
  });
  for (const block of blocks.filter(({ kind }) => kind !== 'illustration')) {
    const where = `${page}:${block.line}`;
    const attempt = () => {
      if (failed) throw new Error(`${where}: not tried, since ${failed} failed`);
      failed = where;
      tryBlock(block, state, where);
      failed = undefined;
    };
    test(`${where} ${block.kind}: ${block.text.split('\n')[0]}`, attempt, 300_000);
  }
  return () => state.project;
}

/** Does what a block says. @throws Error that names the place and what came instead. */
function tryBlock(block: PageBlock, state: State, where: string): void {
  const { project } = state;
  if (block.kind === 'file') project.write(block.file, block.text);
  if (block.kind === 'diff') project.write(block.file, patched(project.read(block.file), block.text));
  if (block.kind === 'shell') {
    const { status, output } = project.run(block.text);
    state.output = output;
    if (status !== block.status)
      throw new Error(`${where}: expected exit status ${block.status}, got ${status}:\n${output}`);
  }
  if (block.kind === 'output') {
    const line = missing(block.text, state.output);
    if (line !== undefined) throw new Error(`${where}: expected the line\n${line}\nin its place, got\n${state.output}`);
  }
}
