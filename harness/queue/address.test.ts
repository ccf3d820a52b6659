import { parseAddress } from './address';
import { readParcel } from './parcel';

it.each([
  ['redis://localhost', 'redis://localhost'],
  ['rediss://me:s%40cret@h.example:6380/3', 'rediss://h.example:6380/3'],
  ['redis://:secret@[::1]:6379/', 'redis://[::1]:6379'],
])('%s is shown without its password', (url, shown) => {
  expect(parseAddress(url)).toEqual({ url, shown });
});

it.each(['', 'localhost:6379', 'http://:secret@host', 'redis://', 'redis://host/secret'])(
  '%j is no address, and nothing of it is repeated',
  (text) => {
    const message =
      /^--queue: expected redis:\/\/\[user:password@\]host\[:port\]\[\/database\], or rediss:\/\/…, got another/;
    expect(() => parseAddress(text)).toThrow(message);
    expect(() => parseAddress(text)).not.toThrow(/secret/);
  },
);

const job = {
  stream: { family: 'f', source: 'region', dials: { a: 0.5 }, epoch: 'e' },
  ...{
    index: 3,
    engine: 'exact',
    requests: [{ observation: 'x', at: 1, prompts: 0 }],
    codes: { exact: 'a'.repeat(64) },
  },
};

it('takes a parcel that is one, and nothing else', () => {
  expect(readParcel({ v: 1, jobs: [job] })).toEqual({ v: 1, jobs: [job] });
  const changes = [
    { index: -1 },
    { codes: {} },
    { code: 'process.exit()' },
    { stream: { ...job.stream, dials: { a: 'x' } } },
  ];
  for (const wrong of [
    ...changes.map((change) => ({ v: 1, jobs: [{ ...job, ...change }] })),
    { v: 2, jobs: [job] },
    null,
  ])
    expect(() => readParcel(wrong)).toThrow(
      /^queue, a job: expected content that satisfies queue-job\.schema\.json, got /,
    );
});
