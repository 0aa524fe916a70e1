// The issue forms, held to what GitHub wants of them: it shows a form with a mistake to nobody, and says so to no one.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { names, read, yaml } from "./support.mjs";

const FOLDER = ".github/ISSUE_TEMPLATE";
const files = names(FOLDER).filter((name) => name !== "config.yml");
const forms = Object.fromEntries(files.map((name) => [name, yaml(read(`${FOLDER}/${name}`))]));

const TOP = ["name", "description", "title", "labels", "assignees", "projects", "type", "body"];
/** What each kind of field may say of itself, and what it has to. */
const ATTRIBUTES = {
  markdown: { may: ["value"], must: ["value"] },
  input: { may: ["label", "description", "placeholder", "value"], must: ["label"] },
  textarea: { may: ["label", "description", "placeholder", "value", "render"], must: ["label"] },
  dropdown: { may: ["label", "description", "multiple", "options", "default"], must: ["label", "options"] },
  checkboxes: { may: ["label", "description", "options"], must: ["label", "options"] },
};

/** All that GitHub would refuse. */
export function refused(form) {
  const found = [];
  const check = (good, problem) => good || found.push(problem);
  const text = (value) => typeof value === "string" && value.trim() !== "";
  for (const key of Object.keys(form)) check(TOP.includes(key), `${key} is no key of a form`);
  for (const key of ["name", "description"]) check(text(form[key]), `needs a ${key}`);
  check(!("title" in form) || text(form.title), "the title is no text");
  const fields = Array.isArray(form.body) ? form.body : [];
  check(fields.some(({ type }) => type !== "markdown"), "asks nothing");
  const twice = (values) => new Set(values).size !== values.length;
  check(!twice(fields.map(({ id }) => id).filter(Boolean)), "an id stands twice");
  check(!twice(fields.map(({ attributes }) => attributes?.label).filter(Boolean)), "a label stands twice");
  for (const { type, id, attributes = {}, validations = {}, ...rest } of fields) {
    const name = id ?? type;
    const { may, must } = ATTRIBUTES[type] ?? { may: [], must: [] };
    check(type in ATTRIBUTES, `${name}: no type ${type}`);
    check(Object.keys(rest).length === 0, `${name}: what is ${Object.keys(rest)}`);
    check(id === undefined || /^[\w-]+$/.test(id), `${name}: the id has other letters`);
    check(type === "markdown" ? id === undefined : id !== undefined, `${name}: an id is for what is asked`);
    for (const key of Object.keys(attributes)) check(may.includes(key), `${name}: ${type} has no ${key}`);
    for (const key of must) check(key in attributes, `${name}: ${type} needs ${key}`);
    const words = Object.entries(attributes).filter(([key]) => !["options", "multiple", "default"].includes(key));
    for (const [key, value] of words) check(text(value), `${name}: ${key} is no text`);
    for (const [key, value] of Object.entries(validations)) {
      check(type !== "markdown" && key === "required" && typeof value === "boolean", `${name}: validations ${key}`);
    }
    if (!("options" in attributes)) continue;
    const options = type === "checkboxes" ? attributes.options.map(({ label }) => label) : attributes.options;
    check(options.length > 0 && options.every(text) && !twice(options), `${name}: options`);
    check(!options.some((option) => /^none$/i.test(option)), `${name}: none is GitHub's own option`);
  }
  return found;
}

describe("each form is one that GitHub takes", () => {
  for (const [name, form] of Object.entries(forms)) test(name, () => assert.deepEqual(refused(form), []));
});

describe("there is a form for", () => {
  const required = (name) => forms[name].body.filter(({ validations }) => validations?.required).map(({ id }) => id);
  const WANTED = {
    "1-local-rules.yml": ["我县的规定和这里不一样", "place", "document", "article", "figure", "source"],
    "2-wrong-result.yml": ["算出来的不对", "policy", "answers", "found", "expected"],
    "3-page-fault.yml": ["页面用不了", "happened", "device", "door"],
  };
  for (const [name, [title, ...fields]] of Object.entries(WANTED)) {
    test(title, () => {
      assert.ok(forms[name].name.startsWith(`${title} / `));
      assert.deepEqual(required(name), fields);
    });
  }
  test("nothing else", () => assert.deepEqual(Object.keys(forms), Object.keys(WANTED)));
  test("cases, but for nobody's name", () => {
    for (const [name, form] of Object.entries(forms)) assert.match(JSON.stringify(form), /姓名/, name);
  });
});

test("the chooser has only what it may have", () => {
  const { blank_issues_enabled: blank, contact_links: links = [], ...rest } = yaml(read(`${FOLDER}/config.yml`));
  assert.deepEqual([typeof blank, Object.keys(rest)], ["boolean", []]);
  for (const link of links) assert.deepEqual(Object.keys(link).sort(), ["about", "name", "url"]);
});

describe("a form that GitHub would refuse is found out:", () => {
  const good = () => ({
    name: "Good",
    description: "All is well",
    body: [
      { type: "markdown", attributes: { value: "Hello" } },
      { type: "input", id: "one", attributes: { label: "One" }, validations: { required: true } },
      { type: "dropdown", id: "two", attributes: { label: "Two", options: ["a", "b"] } },
    ],
  });
  test("not one that is good", () => assert.deepEqual(refused(good()), []));

  const BROKEN = {
    "no name": [(form) => delete form.name, "needs a name"],
    "an unknown key": [(form) => (form.labelz = []), "labelz is no key of a form"],
    "only words": [(form) => form.body.splice(1), "asks nothing"],
    "no body": [(form) => delete form.body, "asks nothing"],
    "an id twice": [(form) => (form.body[2].id = "one"), "an id stands twice"],
    "a label twice": [(form) => (form.body[2].attributes.label = "One"), "a label stands twice"],
    "an id with a blank": [(form) => (form.body[1].id = "o n e"), "o n e: the id has other letters"],
    "no id": [(form) => delete form.body[1].id, "input: an id is for what is asked"],
    "no label": [(form) => delete form.body[1].attributes.label, "one: input needs label"],
    "a label that is no text": [(form) => (form.body[1].attributes.label = true), "one: label is no text"],
    "an unknown type": [(form) => (form.body[1].type = "number"), "one: no type number"],
    "an unknown attribute": [(form) => (form.body[1].attributes.options = ["a"]), "one: input has no options"],
    "required as a word": [(form) => (form.body[1].validations.required = "yes"), "one: validations required"],
    "an option twice": [(form) => form.body[2].attributes.options.push("a"), "two: options"],
    "no option": [(form) => (form.body[2].attributes.options = []), "two: options"],
    "GitHub's own option": [(form) => form.body[2].attributes.options.push("None"), "two: none is GitHub's own option"],
  };
  for (const [name, [spoil, expected]] of Object.entries(BROKEN)) {
    test(name, () => {
      const form = good();
      spoil(form);
      assert.ok(refused(form).includes(expected), refused(form).join("\n"));
    });
  }
});
