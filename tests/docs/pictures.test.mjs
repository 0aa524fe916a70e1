// No picture is older than the page it shows.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { test } from "node:test";
import { fileOf, MOST_BYTES, PICTURES, shown, told, toldOf } from "../../docs/build/pictures.mjs";

test("every picture is made by `make pictures`", () => {
  const made = PICTURES.flatMap(({ name }) => [`${name}.txt`, `${name}.webp`]);
  assert.deepEqual(readdirSync(dirname(fileOf(PICTURES[0]))).sort(), made.sort());
});

test("the pictures show the pages of today; else `make pictures`", async () => {
  await shown(PICTURES, (picture, found) => {
    const bytes = readFileSync(fileOf(picture));
    assert.ok(bytes.length <= MOST_BYTES, `${bytes.length} bytes`);
    const kept = readFileSync(toldOf(picture), "utf8");
    // As many texts as fitted on the screen that the picture was made of: fonts differ from machine to machine.
    const count = kept.split("\n").length - 3;
    assert.ok(count > 10, `${count} texts`);
    assert.equal(kept, told(picture, bytes, found, count));
  });
});
