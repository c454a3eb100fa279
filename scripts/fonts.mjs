// The fonts of our pages, with the weights we use: 400 to 650 instead of 200 to 900. A third of their bytes is the
// rest of the axis, and fonts are most of what a first view weighs.
import { readFileSync } from 'node:fs';
import subsetFont from 'subset-font';

/** Everything the files may hold: their own unicode ranges decide which of them a page loads. */
const everything = String.fromCodePoint(...Array.from({ length: 0x2600 - 0x20 }, (_, i) => 0x20 + i), 0xfb01, 0xfb02, 0xfeff, 0xfffd);

/** For esbuild: variable fonts lose the weights no page asks for; every other font stays as it is. */
export const narrowFonts = {
  name: 'narrow-fonts',
  setup(build) {
    build.onLoad({ filter: /-wght-\w+\.woff2$/ }, async ({ path }) => ({
      contents: await subsetFont(readFileSync(path), everything, { targetFormat: 'woff2', variationAxes: { wght: { min: 400, max: 650, default: 400 } } }),
      loader: 'file',
    }));
  },
};
