// What is wrong with a template is found before a browser mends it in silence; those of the pages are sound.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allFaults, faultsOf } from "../www/build/templates.js";

for (const [template, fault] of [
  ["html`<p>${a}</p><br><input .value=${a} ?disabled=${b} @input=${c} class=\"a ${b}\" />`"],
  ["html`<svg viewBox=\"0 0 1 1\"><path d=${a} /></svg>`"],
  ["svg`<rect x=\"1\" /><g><circle r=${a} /></g>`"],
  ["html`<p>${b ? html`<b>${a}</b>` : nothing}</p>`"],
  ["html`<div><p>${a}</div>`", "</div> closes <p>"],
  ["html`<div>${a}`", "<div> is never closed"],
  ["html`${a}</div>`", "</div> closes nothing"],
  ["html`<p>${b ? html`<b>${a}</i>` : nothing}</p>`", "</i> closes <b>"],
  ["html`<div />${a}`", "<div/> stays open"],
  ["html`<p><ul><li>${a}</li></ul></p>`", "<ul> ends the <p> around it"],
  ["html`<button><button>${a}</button></button>`", "<button> in <button>"],
  ["html`<p>1 < 2</p>`", '"< 2</p>" is no element'],
  ["html`<${a}></p>`", '"<${}>" is no element'],
  ["html`<jiuzhu-nobody></jiuzhu-nobody>`", "nobody knows <jiuzhu-nobody>"],
  ["html`<p class=\"a\" class=${b}></p>`", "class twice on <p>"],
  ["html`<p id=\"a\"></p><p id=\"a\"></p>`", "id a twice"],
  ["html`<p ${a}></p>`", "an expression for an attribute of <p>"],
  ["html`<button @click=\"go ${a}\"></button>`", "@click of <button> wants one expression"],
  ["html`<button @click></button>`", "@click of <button> wants one expression"],
  ["html`<input disabled=${a} />`", "disabled of <input> is always on: ?disabled"],
  ["html`<!-- ${a} -->`", "an expression in a comment"],
  ["html`<textarea>${a}</textarea>`", "an expression in <textarea>"],
]) {
  test(`${template} is ${fault ? "faulty" : "sound"}`, () => {
    const [found, ...more] = faultsOf("a.ts", `let x: string;\nreturned = ${template};`, (name) => name !== "jiuzhu-nobody");
    assert.equal(found, fault && `a.ts:2: ${fault}`);
    if (!fault) assert.deepEqual(more, []);
  });
}

test("the templates of the pages are sound", (context) => {
  const { faults, count } = allFaults();
  context.diagnostic(`${count} templates`);
  assert.ok(count > 200);
  assert.deepEqual(faults, []);
});
