import { strToU8, zipSync } from 'fflate';
import { UsageError } from '../base/usage-error';
import type { NamedArray } from '../statement/family';

/** What the zip format counts to without its 64-bit extension. */
const MOST = 65_535;

// A zip entry needs a date; a fixed one makes equal contents equal bytes.
const date = '1980-01-01T00:00:00';

/**
 * A NumPy .npz archive: one member `<name>.npy` per array (format 1.0, `<f4` or `<f8`, C order), and `problem.json`.
 *
 * @throws UsageError for more members than a zip archive holds, a RangeError when an array's length is not the product of its shape.
 */
export function npz(
  arrays: Readonly<Record<string, NamedArray>>,
  problem: Readonly<Record<string, number>>,
): Uint8Array {
  const count = Object.keys(arrays).length + 1;
  if (count > MOST)
    throw UsageError.expected('npz', `at most ${MOST} members of an archive`, `${count}`, 'ask for fewer --steps');
  const members: Record<string, Uint8Array> = {};
  for (const [name, array] of Object.entries(arrays)) members[`${name}.npy`] = npy(array, name);
  members['problem.json'] = strToU8(`${JSON.stringify(problem, null, 2)}\n`);
  return zipSync(members, { mtime: date, level: 6 });
}

/** One array in NumPy's format, version 1.0: magic, header length, header, little-endian values of 32 or 64 bits. */
export function npy({ shape, data }: NamedArray, name = 'array'): Uint8Array {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== data.length) {
    throw new RangeError(
      `npz: expected ${size} values of ${name} with shape [${shape.join(', ')}], got ${data.length}`,
    );
  }
  const header = headerOf(shape, data.BYTES_PER_ELEMENT);
  const bytes = new Uint8Array(header.length + data.byteLength);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  if (data.BYTES_PER_ELEMENT === 8) data.forEach((value, i) => void view.setFloat64(8 * i, value, true));
  else data.forEach((value, i) => void view.setFloat32(4 * i, value, true));
  return bytes;
}

// The header is padded with spaces so that the values begin at a multiple of 64 bytes.
function headerOf(shape: readonly number[], bytes: number): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '<f${bytes}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const prefix = Uint8Array.of(0x93, ...strToU8('NUMPY'), 1, 0, length & 0xff, length >> 8);
  return Uint8Array.of(...prefix, ...strToU8(`${text.padEnd(length - 1)}\n`));
}
