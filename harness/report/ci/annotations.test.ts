import { annotations } from './annotations';
import { everyVerdict, NAME, SPELLED } from './testing/finished';

/** A workflow command as GitHub's runner reads it (actions/runner, ActionCommand): split, then unescaped. */
function read(line: string) {
  const [, level, properties, message] = /^::(\w+) (.*?)::(.*)$/s.exec(line)!;
  const data = (text: string) => text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
  const property = (text: string) => data(text.replace(/%3A/g, ':').replace(/%2C/g, ','));
  const pairs = properties!.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), property(pair.slice(at + 1))] as const;
  });
  return { level, ...Object.fromEntries(pairs), message: data(message!) } as Record<string, string>;
}

const lines = annotations(everyVerdict(), ['a, b: was 5 % larger']);

describe('annotations', () => {
  it('are one line each', () => {
    for (const line of lines) expect(line).toMatch(/^[^\p{Cc}\p{Bidi_Control}]+$/u);
  });

  it('have errors before warnings, and nothing for what is corroborated', () => {
    expect(lines.map(read).map(({ level, title }) => [level, title])).toEqual([
      ['error', 'theorem file'],
      ['error', 'accepted run'],
      ['error', 'no verdict'],
      ['error', 'error: crashed'],
      ['error', `falsified: ${NAME}`],
      ['warning', 'vacuous: empty'],
      ['warning', 'inconclusive: unsure'],
    ]);
  });

  it('say what was written, with the file it is about', () => {
    expect(read(lines[1]!).message).toBe('a, b: was 5 % larger');
    const falsified = read(lines[4]!);
    expect(falsified.message).toContain(`FALSIFIED (level 7.81e-6): ${NAME}\n  ${SPELLED}\n`);
    expect(falsified.file).toMatch(/^[a-z]+\.theorem\.ts$/);
  });
});
