import type { Config } from 'jest';

declare const preset: Config & {
  reporters: NonNullable<Config['reporters']>;
  modulePathIgnorePatterns: string[];
  watchPathIgnorePatterns: string[];
};
export = preset;
