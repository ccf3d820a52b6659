/**
 * The papers' families, for theorems of one's own over them: their symbols, assumptions, dials and observations by name.
 *
 * @module
 */
export type { ConceptProblem, Departures } from '../generators/concepts/problem';
export type { LanguageDepartures, LanguageProblem } from '../generators/language/problem';
export type { PatternDepartures, PatternProblem } from '../generators/patterns/problem';
export { bu2024 } from './bu2024/family';
export { language } from './language/family';
export { li2024 } from './li2024/family';
