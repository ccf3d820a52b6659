import { UsageError } from '../base/usage-error';
import { type BuiltFigures, loadTheorem } from '../project/program';
import type { Gallery } from './definition';
import { isGallery } from './gallery';

/**
 * The galleries of a project, in the order of their files.
 *
 * @throws UsageError for a file without a gallery as its default export; what a file throws
 */
export function loadGalleries(figures: BuiltFigures): readonly Gallery[] {
  return figures.files.map((file) => {
    const { default: found } = loadTheorem(figures, file);
    if (isGallery(found)) return found;
    throw UsageError.expected(file, 'export default gallery(family, [ … ])', found === undefined ? 'none' : 'another');
  });
}
