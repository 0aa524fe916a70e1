// The functions that copy and fill memory in the module that ships do what the instructions do that they stand for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read, tool } from "../floor/tools.mjs";

const { default: binaryen } = await tool("binaryen");
const module = binaryen.parseText(read("www/build/copy.wat").toString());
module.addMemoryExport("0", "memory");
for (const name of ["__memory_copy", "__memory_fill"]) module.addFunctionExport(name, name);
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.emitBinary()));
const memory = new Uint8Array(exports.memory.buffer);

const pattern = () => Uint8Array.from({ length: 256 }, (_, index) => (index * 37 + 11) % 251);
const sizes = [0, 1, 7, 8, 9, 15, 16, 17, 40, 100];

test("memory is copied as it stood, however the two places overlap", () => {
  for (const size of sizes) {
    for (let from = 0; from < 34; from += 1) {
      for (let to = 0; to < 34; to += 1) {
        const expected = pattern().copyWithin(to, from, from + size);
        memory.set(pattern());
        exports.__memory_copy(to, from, size);
        assert.deepEqual(memory.subarray(0, 256), expected, `${size} bytes from ${from} to ${to}`);
      }
    }
  }
});

test("memory is filled with one byte, and nothing beside it", () => {
  for (const size of sizes) {
    for (const byte of [0, 1, 0x80, 0xff, 0x1ff, -1]) {
      for (let to = 0; to < 17; to += 1) {
        const expected = pattern().fill(byte & 255, to, to + size);
        memory.set(pattern());
        exports.__memory_fill(to, byte, size);
        assert.deepEqual(memory.subarray(0, 256), expected, `${size} times ${byte} at ${to}`);
      }
    }
  }
});
