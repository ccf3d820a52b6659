/** The family of another paper, from theoremcheck: problems, model and measurements are those of li2024. */
export { li2024 } from 'theoremcheck/families';
