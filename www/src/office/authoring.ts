/** What the worker does for those who write packs. */

import {
  Author,
  blank_pack,
  edit_pack,
  pack_form,
  type CaseRow,
  type CheckDepth,
  type CompiledPack,
  type FormEdit,
  type PackForm,
  type PackReport,
  type TextPatch,
} from "../../office/office.js";

export class Authoring {
  private author: Author | undefined;

  open_author(diseases: string, facts: string): void {
    this.author?.free();
    this.author = new Author(diseases, facts);
  }

  check_pack(file: string, text: string, depth: CheckDepth): PackReport {
    return this.known().check_pack(file, text, depth);
  }

  compile_pack(file: string, text: string): CompiledPack {
    return this.known().compile_pack(file, text);
  }

  case_table(file: string, text: string, rules: string): CaseRow[] {
    return this.known().case_table(file, text, rules);
  }

  pack_form(text: string): PackForm | undefined {
    return pack_form(text);
  }

  edit_pack(text: string, edit: FormEdit): TextPatch[] {
    return edit_pack(text, JSON.stringify(edit));
  }

  blank_pack(today: string): string {
    return blank_pack(today);
  }

  private known(): Author {
    if (!this.author) throw new Error("open_author was not called");
    return this.author;
  }
}
