import { spawnSync } from 'node:child_process';
import { printable } from '../../base/text';
import { junitReport } from './junit';
import { EVIL, everyVerdict, NAME, SPELLED } from './testing/finished';

interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Element[];
}

// Expat, through Python: refuses what is no XML.
const script = `
import json, sys, xml.etree.ElementTree as tree
def plain(e): return {'tag': e.tag, 'attributes': e.attrib, 'text': e.text or '', 'children': [plain(c) for c in e]}
print(json.dumps(plain(tree.fromstring(sys.stdin.buffer.read()))))`;
const python = spawnSync('python3', ['-c', 'import xml.etree.ElementTree']).status === 0;
const withPython = python ? it : it.skip;

function parse(xml: string): Element {
  const { stdout, stderr } = spawnSync('python3', ['-c', script], { input: xml, encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as Element;
}

const cases = (root: Element) =>
  root.children.flatMap(({ children }) => children.filter(({ tag }) => tag === 'testcase'));
describe('a JUnit report', () => {
  const xml = junitReport(everyVerdict());

  it('has the same bytes for the same run', () => {
    expect(junitReport(everyVerdict())).toBe(xml);
  });

  it('holds no character that XML forbids, and no tag of a name', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    expect(xml).not.toContain('name="<img');
  });

  withPython('is XML whose names are the names (skipped without Python)', () => {
    const names = cases(parse(xml)).map(({ attributes }) => attributes.name);
    expect(names).toEqual(['good', 'unsure', NAME, 'empty', 'crashed', 'interrupted', 'broken.theorem.ts']);
  });

  withPython('says of every claim what became of it (skipped without Python)', () => {
    const found = cases(parse(xml)).map(({ children }) =>
      children.filter(({ tag }) => tag !== 'properties').map(({ tag, attributes }) => [tag, attributes.type]),
    );
    expect(found).toEqual([
      [],
      [['failure', 'inconclusive']],
      [['failure', 'falsified']],
      [['failure', 'vacuous']],
      [['error', 'error']],
      [['error', 'error']],
      [['error', 'error']],
    ]);
  });

  withPython('holds the failure block, but for the end of a CDATA section in it (skipped without Python)', () => {
    const failure = cases(parse(xml))[2]!.children.find(({ tag }) => tag === 'failure')!;
    expect(failure.attributes.message).toBe(printable(EVIL));
    expect(failure.text).toContain(
      `  measured      0.3 against at most 0.25 allowed (${SPELLED})`.replace(']]>', ']] >'),
    );
    expect(failure.text).toContain('npx theoremcheck replay toy/region/-/-/gate-1/7/fused/');
  });

  withPython('has the structure that readers of the format ask for (skipped without Python)', () => {
    const root = parse(xml);
    expect(root.tag).toBe('testsuites');
    const count = (suites: readonly Element[], tag: string) =>
      suites.flatMap(({ children }) => children).filter((test) => test.children.some((child) => child.tag === tag))
        .length;
    for (const [elements, holder] of [[root.children, root], ...root.children.map((one) => [[one], one])] as [
      Element[],
      Element,
    ][]) {
      const tests = elements.flatMap(({ children }) => children.filter(({ tag }) => tag === 'testcase'));
      const { attributes } = holder;
      expect(attributes).toMatchObject({ tests: `${tests.length}`, name: expect.any(String) });
      expect([attributes.failures, attributes.errors, attributes.skipped].map(Number)).toEqual(
        ['failure', 'error', 'skipped'].map((tag) => count(elements, tag)),
      );
    }
    for (const suite of root.children) {
      expect([suite.tag, suite.attributes.time]).toEqual(['testsuite', '0']);
      // The schemas put properties before the test cases.
      expect(suite.children.slice(1).every(({ tag }) => tag === 'testcase')).toBe(true);
    }
    for (const { attributes } of cases(root)) {
      expect(attributes).toMatchObject({
        name: expect.any(String),
        classname: expect.stringMatching(/\.theorem\.ts$/),
        time: '0',
      });
    }
  });

  withPython('has the figures of a claim as properties (skipped without Python)', () => {
    const [properties] = cases(parse(xml))[0]!.children;
    const found = Object.fromEntries(properties!.children.map(({ attributes }) => [attributes.name, attributes.value]));
    expect(found).toMatchObject({
      epoch: 'gate-1',
      trials: '67',
      slack: '0.5',
      detectable: '0.2',
      verdict: 'corroborated',
    });
  });
});
