// No picture is older than the page it shows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { MOST_BYTES, PICTURE, shown, told, TOLD } from "../../docs/build/picture.mjs";

test("the picture of the answer shows the page of today; else `make pictures`", async () => {
  const picture = readFileSync(PICTURE);
  assert.ok(picture.length <= MOST_BYTES, `${picture.length} bytes`);
  const kept = readFileSync(TOLD, "utf8");
  // As many texts as fitted on the screen that the picture was made of: fonts differ from machine to machine.
  const count = kept.split("\n").length - 3;
  assert.ok(count > 10, `${count} texts`);
  assert.equal(kept, told(picture, await shown((found) => found), count));
});
