/** 文本: the editor. The draft is the model; what is typed here goes to it, and what is done elsewhere comes from it. */

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  foldService,
  HighlightStyle,
  StreamLanguage,
  syntaxHighlighting,
} from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import { lintGutter, lintKeymap, setDiagnostics, type Action, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Patch } from "./model/draft.js";
import { words } from "./editor-words.js";

export interface Hooks {
  changed(patches: Patch[]): void;
  undo(): void;
  redo(): void;
  /** Ids that the text defines, to complete what refers to them. */
  ids(field: string): string[];
}

export interface Marked {
  from: number;
  to: number;
  severity: "error" | "warning";
  text: string;
  fix?: Patch;
}

const FROM_DRAFT = Annotation.define<boolean>();

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "max(16px, 0.85em)" },
  ".cm-content": {
    fontFamily: 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
    caretColor: "var(--ink)",
  },
  ".cm-scroller": { minHeight: "20em", maxHeight: "70vh", overflow: "auto", lineHeight: "1.6" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--soft)", borderRight: "1px solid var(--line)" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 2px", minWidth: "2ch" },
  ".cm-gutter-lint": { width: "0.8em" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0" },
  ".cm-activeLine": { backgroundColor: "transparent", boxShadow: "inset 3px 0 var(--main)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--tint)" },
  "&.cm-focused": { outline: "3px solid var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--line)",
  },
  ".cm-selectionMatch, .cm-searchMatch": { backgroundColor: "var(--warn-tint)", color: "var(--ink)" },
  ".cm-panels, .cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--edge)" },
  ".cm-panels input, .cm-panels button": {
    font: "inherit",
    color: "inherit",
    backgroundImage: "none",
    backgroundColor: "var(--paper)",
    border: "1px solid var(--edge)",
    minHeight: "2.4em",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--main)", color: "var(--main-ink)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--tint)", color: "var(--ink)", border: "1px solid var(--line)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad)" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--own)" },
  ".cm-diagnostic": { whiteSpace: "pre-wrap", fontFamily: "inherit" },
});

const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.comment, color: "var(--soft)" },
    { tag: tags.string, color: "var(--ok)" },
    { tag: [tags.atom, tags.bool, tags.number], color: "var(--warn)" },
    { tag: [tags.propertyName, tags.definition(tags.variableName)], color: "var(--main)" },
    { tag: tags.bracket, color: "var(--ink)", fontWeight: "bold" },
  ]),
);

/** A block folds under its header, up to the next one. */
const folding = foldService.of((state, from) => {
  const line = state.doc.lineAt(from);
  if (!/^\s*\[/.test(line.text)) return null;
  let end = line.to;
  for (let number = line.number + 1; number <= state.doc.lines; number += 1) {
    const next = state.doc.line(number);
    if (/^\s*\[/.test(next.text)) break;
    if (next.text.trim() !== "" && !next.text.startsWith("#")) end = next.to;
  }
  return end > line.to ? { from: line.to, to: end } : null;
});

/** Fields, closed words, and ids that the text defines. */
function completions(ids: Hooks["ids"]) {
  return ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const line = state.doc.lineAt(pos);
    const before = line.text.slice(0, pos - line.from);
    const quoted = /([a-z_]+)\s*=\s*(?:\[[^\]]*)?"([\w-]*)$/.exec(before);
    if (quoted) {
      const [, field = "", typed = ""] = quoted;
      const options = [...(words.values[field] ?? []), ...ids(field).map((label) => ({ label }))];
      return options.length > 0 ? { from: pos - typed.length, options } : null;
    }
    const name = /(?:^|[{,])\s*([a-z_]*)$/.exec(before);
    if (!name || (name[1] === "" && !explicit)) return null;
    return {
      from: pos - (name[1]?.length ?? 0),
      options: words.fields.map((label) => ({ label, apply: `${label} = ` })),
    };
  };
}

export class TextPane {
  private readonly view: EditorView;

  constructor(parent: HTMLElement, text: string, hooks: Hooks) {
    const own = keymap.of([
      { key: "Mod-z", run: () => (hooks.undo(), true), preventDefault: true },
      { key: "Mod-y", mac: "Mod-Shift-z", run: () => (hooks.redo(), true), preventDefault: true },
      { key: "Mod-Shift-z", run: () => (hooks.redo(), true), preventDefault: true },
    ]);
    const told = EditorView.updateListener.of(({ docChanged, transactions, changes }) => {
      if (!docChanged || transactions.some((transaction) => transaction.annotation(FROM_DRAFT))) return;
      const patches: Patch[] = [];
      changes.iterChanges((from, to, _from, _to, insert) => patches.push({ from, to, insert: insert.toString() }));
      hooks.changed(patches);
    });
    const label = "政策包的文本。按 Esc 再按 Tab 离开";
    this.view = new EditorView({
      parent,
      root: parent.getRootNode() as ShadowRoot,
      state: EditorState.create({
        doc: text,
        extensions: [
          own,
          lineNumbers(),
          foldGutter(),
          folding,
          lintGutter(),
          highlightSpecialChars(),
          drawSelection(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ override: [completions(hooks.ids)], icons: false }),
          search({ top: true }),
          StreamLanguage.define(toml),
          colours,
          look,
          keymap.of([
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...searchKeymap,
            ...foldKeymap,
            ...completionKeymap,
            ...lintKeymap,
            indentWithTab,
          ]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            "aria-label": label,
            tabindex: "0",
            spellcheck: "false",
            autocapitalize: "off",
          }),
          EditorState.phrases.of(words.phrases),
          // What comes in with other line ends keeps them in the draft; the editor would count them otherwise.
          EditorState.lineSeparator.of("\n"),
          told,
        ],
      }),
    });
  }

  /** What was done elsewhere. */
  follow(patches: readonly Patch[]): void {
    this.view.dispatch({ changes: patches.map((patch) => ({ ...patch })), annotations: FROM_DRAFT.of(true) });
  }

  mark(found: readonly Marked[]): void {
    const most = this.view.state.doc.length;
    const diagnostics = found.map(({ from, to, severity, text, fix }): Diagnostic => {
      const start = Math.min(from, most);
      // The place moves with what is typed before it.
      const mend = ({ insert, ...at }: Patch): Action => ({
        name: `改成 ${insert}`,
        apply: (view, now) =>
          view.dispatch({ changes: { from: at.from - from + now, to: at.to - from + now, insert } }),
      });
      const actions = fix ? [mend(fix)] : [];
      return { from: start, to: Math.max(start, Math.min(to, most)), severity, message: text, actions };
    });
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }

  show(at: number): void {
    const anchor = Math.min(at, this.view.state.doc.length);
    this.view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    this.view.focus();
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  close(): void {
    this.view.destroy();
  }
}
