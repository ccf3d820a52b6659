import type { WordConcept } from './concept';
import data from './data/words.json';
import type { Lexicon } from './lexicon';

/** The words that come with the project: 21 English concepts in one embedding of 100 dimensions. Decoded once. */
export function vendored(): Lexicon {
  lexicon ??= decoded();
  return lexicon;
}

let lexicon: Lexicon | undefined;

const listed = (words: string): string[] => (words === '' ? [] : words.split(' '));

function decoded(): Lexicon {
  const { dimensions } = data;
  const rows = new Map([...listed(data.words), ...listed(data.glosses)].map((word, i) => [word, i]));
  const steps = new Int8Array(bytes(data.vectors));
  const scales = floats(data.scales);
  const vector = (word: string): Float64Array => {
    const row = rows.get(word);
    if (row === undefined) throw new RangeError(`lexicon: expected a word that it has, got ${word}`);
    return Float64Array.from(steps.subarray(row * dimensions, (row + 1) * dimensions), (step) => step * scales[row]!);
  };
  const axes = floats(data.axes);
  const axis = (_: unknown, i: number) => Float64Array.from(axes.subarray(i * dimensions, (i + 1) * dimensions));
  return {
    name: 'vendored',
    dimensions,
    concepts: data.concepts.map(conceptOf),
    cloud: {
      mean: Float64Array.from(floats(data.mean)),
      axes: Array.from({ length: dimensions }, axis),
      variances: Float64Array.from(floats(data.variances)),
    },
    has: (word) => rows.has(word),
    vector,
  };
}

function conceptOf(stated: (typeof data.concepts)[number]): WordConcept {
  const { name, doc, paired, plus, minus, labels } = stated;
  const [first, second] = listed(labels);
  const glosses = { plus: listed(stated.plusGlosses ?? ''), minus: listed(stated.minusGlosses ?? '') };
  return {
    ...{ name, doc, paired, plus: listed(plus), minus: listed(minus), labels: [first!, second!] },
    ...(glosses.plus.length > 0 ? { glosses } : {}),
  };
}

/** A copy, so that numbers of four bytes are aligned. */
function bytes(base64: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(base64, 'base64')).buffer;
}

function floats(base64: string): Float32Array {
  const view = new DataView(bytes(base64));
  return Float32Array.from({ length: view.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
