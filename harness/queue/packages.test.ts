import { loadPackages } from './packages';

jest.mock('bullmq', () => {
  throw Object.assign(new Error("Cannot find module 'bullmq'"), { code: 'MODULE_NOT_FOUND' });
});

it('says what to install where the packages are missing', () => {
  expect(loadPackages).toThrow(
    '--queue: expected the packages bullmq and ioredis, got an installation without them (npm install bullmq@6.7.0 ioredis@6.0.0)',
  );
});
