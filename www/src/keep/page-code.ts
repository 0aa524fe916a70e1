/** The address of the page as a square code. It holds the address alone, no answer. */

import { encode } from "uqr";

export interface Code {
  size: number;
  /** One path of squares, for an `<svg>` of `size` by `size`. */
  path: string;
}

export function codeOf(address: string): Code {
  const { data, size } = encode(address, { ecc: "M", border: 3 });
  let path = "";
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) path += `M${x} ${y}h1v1h-1z`;
    });
  });
  return { size, path };
}
