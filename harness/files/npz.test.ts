import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { npy, npz } from './npz';

const arrays = {
  WQ_0: { shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 4, 5, 6e-8) },
  x_1: { shape: [2, 1, 2], data: Float32Array.of(0.1, 0.2, 0.3, Number.NaN) },
  f_1: { shape: [2], data: Float32Array.of(Number.POSITIVE_INFINITY, 0) },
  loss_1: { shape: [], data: Float32Array.of(0.6875) },
  nu: { shape: [0, 40], data: new Float32Array(0) },
};
const problem = { K1: 4, kappaX: 0.3, steps: 1 };

/** Reads a zip archive from its central directory, as its specification (APPNOTE 4.3.12) lays it out. */
function unzip(archive: Uint8Array): Map<string, Uint8Array> {
  const bytes = Buffer.from(archive);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const members = new Map<string, Uint8Array>();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const [method, size, name] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
    ];
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(start, start + size);
    members.set(bytes.toString('utf8', at + 46, at + 46 + name), method === 8 ? inflateRawSync(body) : body);
    at += 46 + name + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return members;
}

/** Reads an .npy member by its documentation (numpy.lib.format, version 1.0). */
function readNpy(bytes: Uint8Array) {
  const view = Buffer.from(bytes);
  expect(view.subarray(0, 8)).toEqual(Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]));
  const start = 10 + view.readUInt16LE(8);
  expect(start % 64).toBe(0);
  const header = view.toString('latin1', 10, start);
  expect(header).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \([^)]*\), \} *\n$/);
  const shape = /\(([^)]*)\)/
    .exec(header)![1]!
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  const values = Array.from({ length: (bytes.length - start) / 4 }, (_, i) => view.readFloatLE(start + 4 * i));
  return { shape, values };
}

describe('npz', () => {
  const archive = npz(arrays, problem);

  it('holds every array and the problem, read back by an independent parser', () => {
    const members = unzip(archive);
    expect([...members.keys()].sort()).toEqual(
      [...Object.keys(arrays).map((name) => `${name}.npy`), 'problem.json'].sort(),
    );
    for (const [name, { shape, data }] of Object.entries(arrays)) {
      expect(readNpy(members.get(`${name}.npy`)!)).toEqual({ shape, values: [...data] });
    }
    expect(JSON.parse(Buffer.from(members.get('problem.json')!).toString())).toEqual(problem);
  });

  it('has the same bytes for the same content', () => {
    expect(Buffer.compare(Buffer.from(npz(arrays, problem)), Buffer.from(archive))).toBe(0);
  });

  it('refuses data that does not fill its shape', () => {
    expect(() => npy({ shape: [2, 2], data: new Float32Array(3) }, 'WQ_0')).toThrow(
      'npz: expected 4 values of WQ_0 with shape [2, 2], got 3',
    );
  });

  const python = spawnSync('python3', ['-c', 'import numpy']).status === 0;
  (python ? it : it.skip)('is what numpy.load reads (skipped without Python and NumPy)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'npz-'));
    const file = join(folder, 'run.npz');
    writeFileSync(file, archive);
    const script = `
import json, numpy, sys
run = numpy.load(sys.argv[1])
print(json.dumps({k: [str(run[k].dtype), list(run[k].shape), repr(run[k].ravel().tolist())] for k in run.files if k != 'problem.json'}))
print(json.dumps(json.loads(run['problem.json'])))`;
    const { stdout } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    const [read, json] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(json).toEqual(problem);
    expect(read.WQ_0.slice(0, 2)).toEqual(['float32', [2, 3]]);
    expect(JSON.parse(read.WQ_0[2])).toEqual([...arrays.WQ_0.data]);
    expect(read.f_1[2]).toBe('[inf, 0.0]');
    expect([read.loss_1[1], read.nu[1]]).toEqual([[], [0, 40]]);
  });
});

test('more members than a zip archive holds are refused, with the cure', () => {
  const one = { shape: [1], data: new Float32Array(1) };
  const many = Object.fromEntries(Array.from({ length: 65_535 }, (_, i) => [`a${i}`, one]));
  expect(() => npz(many, {})).toThrow(
    'npz: expected at most 65535 members of an archive, got 65536 (ask for fewer --steps)',
  );
});
